import { addDays } from '../shared/statements/day.ts';
import { type EarlierDay, earlierDay, lookBackDays } from '../shared/statements/late-rows.ts';
import { type ChainedStatement, readChained } from './chain.ts';
import type { StatementObjects } from './statement-objects.ts';

/**
 * The days before, the newest first, without those that are lost. Read link by link: so a statement that was changed up
 * to a week later is noticed too. Throws ChainBrokenError.
 */
export async function readEarlierDays(
  objects: StatementObjects,
  account: string,
  newest: ChainedStatement | undefined,
): Promise<readonly EarlierDay[]> {
  const days: EarlierDay[] = [];
  let { statement } = newest ?? {};
  for (let back = 1; statement !== undefined; back += 1) {
    const day = earlierDay(statement);
    if (day !== undefined) days.push(day);
    const { previous: digest, date }: { readonly previous?: string; readonly date: string } = statement;
    if (digest === undefined || back === lookBackDays) break;
    statement = (await readChained(objects, account, { date: addDays(date, -1), digest })).statement;
  }
  return days;
}

/** After another day was written. */
export function withNewest({ statement }: ChainedStatement, days: readonly EarlierDay[]): readonly EarlierDay[] {
  const oldest = addDays(statement.date, 1 - lookBackDays);
  const newest = earlierDay(statement);
  return [...(newest === undefined ? [] : [newest]), ...days.filter(({ date }) => date >= oldest)];
}
