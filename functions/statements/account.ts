import type { AccountId } from '../shared/core/ids.ts';

/** An account of the configuration. */
export interface StatementAccount {
  readonly name: string;
  readonly id: AccountId;
  /** The names of all our accounts, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}
