import { systemClock } from '../../functions/base/clock.ts';
import type { ExchangeClient } from '../../functions/exchange/client/client.ts';
import { resolveEnvironment } from '../../functions/exchange/environments/resolve.ts';
import { openTransport } from '../../functions/exchange/transport/transport.ts';
import { keyFromText, toolClient } from '../command-line/tool-client.ts';

/** A client with the read key, to look at the exchange from outside the stack. */
export interface ExchangeReader {
  readonly client: ExchangeClient;
  close(): Promise<void>;
}

export function openExchangeReader(url: string, secret: string): ExchangeReader {
  const environment = resolveEnvironment('local', url);
  const transport = openTransport(environment, { bindHost: false });
  const client = toolClient(environment, transport, keyFromText('read', secret, systemClock), systemClock);
  return { client, close: () => transport.close() };
}
