import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { types } from 'node:util';
import { assert } from '../../../functions/shared/core/errors.ts';
import type { InitialWhitelistEntry } from './data/initial-data.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { registrations, type SimulatorSecrets, simulatorSecrets } from './keys.ts';
import { defaultSeed, type ExchangeOptions } from './options.ts';
import { serve } from './server/connection.ts';
import { createDelays } from './server/delays.ts';

export interface ServerOptions extends ExchangeOptions {
  /** 0 or nothing: the system chooses. */
  readonly port?: number;
}

export interface RunningExchange {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Each key in the form of our secrets. Made from the seed, whatever `options.keys` adds. */
  readonly keys: SimulatorSecrets;
  /** Account name, such as `trading`, and its id. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly whitelist: readonly InitialWhitelistEntry[];
  readonly exchange: Exchange;
  /** Ends every connection and every wait. */
  close(): Promise<void>;
}

const connectionsMax = 1_000;

/** Starts the simulator on 127.0.0.1. Rejects with the system's error if the port is taken. */
export async function startExchange(options: ServerOptions = {}): Promise<RunningExchange> {
  const { port = 0, ...rest } = options;
  const keys = simulatorSecrets(options.seed ?? defaultSeed);
  const exchange = createExchange({ ...rest, keys: [...registrations(keys), ...(options.keys ?? [])] });
  const delays = createDelays();
  const server = createServer((incoming, outgoing) => {
    // A mistake of ours must not pass for an answer of the exchange's: the connection breaks and the process reports
    // it.
    serve(exchange, delays.wait, incoming, outgoing).catch((error: unknown) => {
      incoming.socket.destroy();
      if (!isBrokenConnection(error)) throw error;
    });
  });
  server.on('upgrade', (incoming, socket) => exchange.streams.handle(incoming, socket));
  server.maxConnections = connectionsMax;
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 60_000;
  await listen();
  return {
    url: `http://127.0.0.1:${addressOf(server.address()).port}`,
    keys,
    accounts: Object.fromEntries(exchange.records.accounts.map(({ name, id }) => [name, id])),
    whitelist: exchange.records.whitelist.map(({ id, coin, chain, address }) => ({ id, coin, chain, address })),
    exchange,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        exchange.streams.end();
        delays.end();
      }),
  };

  function listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  assert(typeof address === 'object' && address !== null, 'the server listens on no port');
  return address;
}

/** The caller went away in the middle of its request. */
function isBrokenConnection(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ABORT_ERR');
}
