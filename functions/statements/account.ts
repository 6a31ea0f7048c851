import type { AccountId } from '../shared/core/ids.ts';

/** An account of the configuration. */
export interface StatementAccount {
  readonly name: string;
  readonly id: AccountId;
  /** As the exchange numbers it (exchange-api.md 3.3). Absent where it does not list the account. */
  readonly type?: string | undefined;
  /** The names of all our accounts, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}
