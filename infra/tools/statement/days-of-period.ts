import { type StatedDay, withCoin } from '../../../functions/shared/statements/stated-day.ts';
import { invalidFlag } from '../../command-line/flags.ts';
import type { Period } from './period.ts';
import type { StatementSource } from './statement-source.ts';

/** The accounts that a file is of. Throws InvalidInputError where there is none of that name. */
export function chosenAccounts(accounts: readonly string[], chosen: string | undefined): readonly string[] {
  if (chosen === undefined) return accounts;
  if (!accounts.includes(chosen)) {
    throw invalidFlag('--account', 'is no account here', `one of ${accounts.join(', ')}`);
  }
  return [chosen];
}

/** Every day of the period, one account after the other, each with the coin alone where one is named. */
export async function* daysOfPeriod(
  source: StatementSource,
  accounts: readonly string[],
  { dates }: Period,
  coin?: string,
): AsyncGenerator<StatedDay> {
  for (const account of accounts) {
    for (const date of dates) {
      const day = await source.read(account, date);
      yield coin === undefined ? day : withCoin(day, coin);
    }
  }
}
