import { createHash } from 'node:crypto';
import { boundsOf, dayMs } from '../../../functions/shared/statements/day.ts';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import type { Statement } from '../../../functions/shared/statements/statement.ts';
import type { PlayedMonth } from './play-month.ts';
import { balanceBefore, coins, hour, type Month, signedHundredths, type TrueMovement } from './statement-month.ts';

type Complete = Extract<Statement, { kind: 'complete' }>;

/** Everything in which a played month is not as it must be. Reckoned from the truth, not as the statements are. */
export function flawsOf(month: Month, { objects, events, reports }: PlayedMonth): string[] {
  const flaws: string[] = reports.map((report) => `reported ${JSON.stringify(report)}`);
  const written = [...objects.values()].map((text) => ({ text, statement: parseStatement(text) }));
  written.forEach(({ statement }, index) => {
    const before = written[index - 1];
    const say = (what: string) => flaws.push(`${statement.date}: ${what}`);
    const digest = before === undefined ? undefined : createHash('sha256').update(before.text).digest('hex');
    if (statement.previous !== digest) say('is not chained to the day before');
    if (before !== undefined && dayAfter(before.statement.date) !== statement.date) say('does not follow');
    if (statement.kind === 'lost') {
      if (!wasDown(month, statement)) say('is lost, although somebody looked in time');
      if (!events.some(({ detailType, detail }) => detailType === 'StatementLost' && detail.date === statement.date))
        say('is lost, and nobody was told');
      return;
    }
    for (const flaw of flawsOfDay(month, statement, completeBefore(written, index))) say(flaw);
    const differs = statement.coins.some(({ difference }) => difference !== '0');
    const isTold = events.some(
      ({ detailType, detail }) => detailType === 'StatementDifference' && detail.date === statement.date,
    );
    if (differs && !isTold) say('differs, and nobody was told');
  });
  return flaws;
}

function flawsOfDay(month: Month, statement: Complete, before: readonly Complete[]): string[] {
  const { from, to, madeAt } = statement;
  const within = month.movements.filter(({ shown }) => shown.time >= from && shown.time < to);
  const seen = within.filter(({ visibleAt }) => visibleAt <= madeAt);
  const flaws = coins.flatMap((coin) => flawsOfCoin(month, statement, coin, seen));
  const late = lateOf(month, statement, before);
  const told = statement.remarks.filter(({ code }) => code === 'late-row').map(({ rowId }) => String(rowId));
  const expected = late.map(({ shown }) => shown.id);
  if ([...new Set(told)].sort().join() !== expected.toSorted().join())
    flaws.push(`tells late rows ${told}, not ${expected}`);
  const isBalanced = statement.coins.every(({ difference }) => difference === '0');
  if (!isBalanced && madeAt < to + 3 * dayMs) flaws.push('is written before three days, and does not balance');
  const around = month.movements.filter(({ shown }) => shown.time >= from - dayMs && shown.time < to + dayMs);
  const isExplained = month.offset !== '+08:00' && around.every(({ visibleAt }) => visibleAt <= madeAt) && !isBalanced;
  const contradicted = statement.remarks.find(({ code }) => code === 'cut-off-contradicted');
  if (isExplained && !contradicted?.message.includes('With ')) flaws.push('does not say that the days end elsewhere');
  return flaws;
}

/** closing = opening + what was shown + difference, each by the truth. */
function flawsOfCoin(month: Month, statement: Complete, coin: string, seen: readonly TrueMovement[]): string[] {
  const truly = boundsOf(statement.date, month.offset);
  const opening = balanceBefore(month, truly.from, coin);
  const closing = balanceBefore(month, truly.to, coin);
  const shown = seen.reduce((total, { changes }) => total + (changes.get(coin) ?? 0), 0);
  const total = statement.coins.find((each) => each.coin === coin);
  // What was read otherwise than assumed is named by its amount: a missing row may look like that.
  const named = statement.remarks.filter((each) => each.code.endsWith('-by-balance') && each.coin === coin);
  const other = named.reduce((sum, { amount = '0' }) => sum + Math.round(Number(amount) * 100), 0);
  const read = shown + other;
  const expected = [opening, read, closing, closing - opening - read].map(signedHundredths);
  const said = [total?.opening, total?.movements, total?.closing, total?.difference];
  return said.join() === expected.join() ? [] : [`${coin} says ${said}, not ${expected}`];
}

/** Of the last week, the day before first. */
function completeBefore(written: readonly { readonly statement: Statement }[], index: number): readonly Complete[] {
  return written
    .slice(Math.max(0, index - 7), index)
    .reverse()
    .flatMap(({ statement }) => (statement.kind === 'complete' ? [statement] : []));
}

/** What had no row when its day was made, nor when the last statement was, and has one now. */
function lateOf(month: Month, { madeAt }: Complete, before: readonly Complete[]): readonly TrueMovement[] {
  const [last] = before;
  if (last === undefined) return [];
  return month.movements.filter(({ shown, visibleAt }) => {
    const day = before.find(({ from, to }) => shown.time >= from && shown.time < to);
    return day !== undefined && visibleAt > last.madeAt && visibleAt > day.madeAt && visibleAt <= madeAt;
  });
}

/**
 * Nobody looked between the moment at which it could be made and the one at which the exchange forgot what it began
 * with. Where the exchange's days end earlier than ours, that is earlier too.
 */
function wasDown(month: Month, { to }: Statement): boolean {
  return !month.runs.some((time) => time >= to + 3 * dayMs + 2 * hour && time < to + 6 * dayMs - hour);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10);
}
