import type { StatedDay } from '../../../functions/shared/statements/stated-day.ts';

/** Where statements are read. */
export interface StatementSource {
  /** The names of the accounts that there should be statements of. */
  readonly accounts: readonly string[];
  read(account: string, date: string): Promise<StatedDay>;
}
