import type { ExchangeClient } from '../../shared/exchange/client/client.ts';

/** The client of a key, as far as a check may use it: it reads, and has no way to send money. */
export type KeyReader = Pick<ExchangeClient, 'read'>;
