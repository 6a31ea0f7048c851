import type { KeyReader } from '../../runtime/key-check/key-reader.ts';
import type { NonCurrentVersion } from '../core/key-versions.ts';

/** A version of a key that is not in force, opened for one check. To be closed after it. */
export interface KeyTrial {
  readonly client: KeyReader;
  close(): Promise<void>;
}

export type OpenKeyTrial = (version: NonCurrentVersion) => KeyTrial;
