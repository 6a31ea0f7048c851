import { systemClock } from '../../functions/shared/core/clock.ts';
import type { ExchangeClient } from '../../functions/shared/exchange/client/client.ts';
import { resolveEnvironment } from '../../functions/shared/exchange/environments/resolve.ts';
import { openTransport } from '../../functions/shared/exchange/transport/transport.ts';
import { keyFromText, toolClient } from '../command-line/tool-client.ts';
import { createReaderPacer, type ReaderPacer } from './reader-pacer.ts';

/** A client with the read key, to look at the exchange from outside the stack. */
export interface ExchangeReader {
  readonly client: ExchangeClient;
  /** Takes its slots from this table from here on, as the functions do that use the key. */
  readonly share: ReaderPacer['share'];
  close(): Promise<void>;
}

export function openExchangeReader(url: string, secret: string): ExchangeReader {
  const environment = resolveEnvironment('local', url);
  const transport = openTransport(environment, { bindHost: false });
  const pacer = createReaderPacer(systemClock);
  const key = keyFromText('read', secret, systemClock);
  const client = toolClient(environment, transport, key, systemClock, pacer);
  return { client, share: pacer.share, close: () => transport.close() };
}
