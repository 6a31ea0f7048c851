import { systemClock } from '../../functions/shared/core/clock.ts';
import type { ExchangeClient } from '../../functions/shared/exchange/client/client.ts';
import { resolveEnvironment } from '../../functions/shared/exchange/environments/resolve.ts';
import { openTransport } from '../../functions/shared/exchange/transport/transport.ts';
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
