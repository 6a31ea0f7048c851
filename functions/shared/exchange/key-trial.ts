import type { NonCurrentVersion } from '../core/key-versions.ts';
import type { ExchangeClient } from './client/client.ts';

/** The client of a key, as far as a check may use it: it reads, and has no way to send money. */
export type KeyReader = Pick<ExchangeClient, 'read'>;

/** A version of a key that is not in force, opened for one check. To be closed after it. */
export interface KeyTrial {
  readonly client: KeyReader;
  close(): Promise<void>;
}

export type OpenKeyTrial = (version: NonCurrentVersion) => KeyTrial;
