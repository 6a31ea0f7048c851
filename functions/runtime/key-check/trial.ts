import type { TriedVersion } from '../../base/key-versions.ts';
import type { KeyReader } from './key-reader.ts';

/** A version of a key that is not in force, opened for one check. To be closed after it. */
export interface Trial {
  readonly client: KeyReader;
  close(): Promise<void>;
}

export type OpenTrial = (version: TriedVersion) => Trial;
