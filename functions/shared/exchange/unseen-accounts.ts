import { accounts } from './endpoints/accounts.ts';
import type { KeyReader } from './key-trial.ts';

/**
 * The names of the accounts that a key does not see. A key of another house sees none of ours, and reads that house's
 * records. ASSUMPTION A28: a key lists all accounts that it sees. Throws as reads do.
 */
export async function unseenAccounts(exchange: KeyReader, ours: Readonly<Record<string, string>>): Promise<string[]> {
  const seen = new Set((await exchange.read(accounts, undefined)).map(({ accountId }) => accountId));
  return Object.entries(ours).flatMap(([name, id]) => (seen.has(id) ? [] : [name]));
}
