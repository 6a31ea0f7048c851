import type { AccountId } from '../shared/core/ids.ts';

/** An account of the configuration. */
export interface StatementAccount {
  readonly name: string;
  readonly id: AccountId;
  /** As the exchange numbers it (exchange-api.md 3.3). Undefined where it does not list the account. Throws as reads do. */
  readonly readType: () => Promise<string | undefined>;
  /** The names of all our accounts, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}
