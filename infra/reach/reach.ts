import { readFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../../functions/base/clock.ts';
import { assert, InvalidInputError } from '../../functions/base/errors.ts';
import { ExchangeClient } from '../../functions/exchange/client/client.ts';
import { createPacer } from '../../functions/exchange/client/pacer.ts';
import { checkApiKey } from '../../functions/exchange/endpoints/check-api-key.ts';
import { isInMaintenance } from '../../functions/exchange/environments/maintenance.ts';
import { environments } from '../../functions/exchange/environments/registry.ts';
import { type ResolvedEnvironment, resolveEnvironment } from '../../functions/exchange/environments/resolve.ts';
import { askProTime } from '../../functions/exchange/pro/info-time.ts';
import { openTransport, type Transport } from '../../functions/exchange/transport/transport.ts';
import { type Key, openKey } from '../../functions/signing/index.ts';

export interface ReachOptions {
  readonly environment: string;
  readonly keyFile: string;
  /** A stand-in on this machine for the environment's host. */
  readonly url?: string;
  /** Uses the address that the vendor gives for the host, where its name does not resolve. */
  readonly bind: boolean;
}

export interface Reached {
  readonly environment: string;
  readonly host: string;
  readonly generation: string;
  readonly inMaintenance: boolean;
  /** Milliseconds that the exchange's clock is ahead of ours. Not known for HashKey PRO (A18). */
  readonly clockAheadMs?: number;
  /** What the exchange calls the key's account. */
  readonly account?: string;
}

/** Checks that an environment can be reached and takes a key, with one read. Throws a TreasuryError that says why not. */
export async function reach(options: ReachOptions, clock: Clock = systemClock): Promise<Reached> {
  const environment = standIn(options);
  const transport = openTransport(environment, { bindHost: options.bind });
  const secret = await readSecret(options.keyFile);
  const client = { send: async () => ({ $metadata: {}, SecretString: secret }) };
  const key = openKey({ secretId: options.keyFile, ttlMs: 60_000, clock, client });
  try {
    return { ...describe(environment, clock), ...(await ask(environment, transport, key, clock)) };
  } finally {
    await transport.close();
  }
}

function describe(environment: ResolvedEnvironment, clock: Clock): Reached {
  const { id, rest, generation } = environment;
  return { environment: id, host: rest, generation, inMaintenance: isInMaintenance(environment, clock.now()) };
}

async function ask(environment: ResolvedEnvironment, transport: Transport, key: Key, clock: Clock) {
  if (environment.generation === 'pro') {
    await askProTime(environment, transport, await key.signer(), clock.now());
    return {};
  }
  const claimStep = async () => true;
  const exchange = new ExchangeClient({
    environment,
    transport,
    key,
    clock,
    pacer: createPacer(clock),
    random: Math.random,
    claimStep,
  });
  const clockAheadMs = (await exchange.exchangeTime()) - clock.now();
  return { clockAheadMs, account: await exchange.read(checkApiKey, undefined) };
}

/** Only this machine may stand in for an environment: a key must not go to a host that nobody has checked. */
function standIn({ environment: id, url }: ReachOptions): ResolvedEnvironment {
  if (url === undefined) return resolveEnvironment(id);
  const known = environments.find((candidate) => candidate.id === id);
  if (known === undefined) return resolveEnvironment(id);
  const { rest } = resolveEnvironment('local', url);
  const { hostname } = new URL(rest);
  const isHere = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
  if (isHere) return { ...known, rest };
  const reason = 'is not on this machine';
  throw new InvalidInputError('command line', [{ field: '--url', reason, expected: 'http://127.0.0.1 and a port' }]);
}

async function readSecret(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    assert(error instanceof Error, 'a file that cannot be read says why');
    const reason = 'code' in error ? `cannot be read (${String(error.code)})` : 'cannot be read';
    throw new InvalidInputError('command line', [{ field: '--key', reason, expected: 'a file with the secret' }]);
  }
}
