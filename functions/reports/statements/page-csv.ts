import type { StatedDay } from '../../shared/statements/stated-day.ts';
import { withCoin } from '../../shared/statements/stated-day.ts';
import { statementCsvHeader, statementCsvLines } from '../../shared/statements/statement-csv.ts';
import type { ReadDay, ReadRows } from './read-days.ts';

const wholeDay: ReadRows = { rows: [], isFirst: true, isLast: true };

/**
 * A page in the canonical CSV. Put together, the pages of a list are the lines of whole days. Only what is final is in
 * it: any other day is missing there.
 */
export function pageCsv(days: readonly ReadDay[], coin: string | undefined): string {
  return [statementCsvHeader(), ...days.flatMap((day) => linesOf(day, coin))].join('');
}

function linesOf(day: ReadDay, coin: string | undefined): string[] {
  const rows = day.rows ?? wholeDay;
  const stated = coin === undefined ? statedDay(day, rows) : withCoin(statedDay(day, rows), coin);
  if (stated.kind !== 'complete') return rows.isFirst ? [...statementCsvLines(stated)] : [];
  const beforeRows = 1 + stated.coins.length;
  const frame = [...statementCsvLines({ ...stated, rows: [] })];
  const movements = [...statementCsvLines({ ...stated, coins: [], remarks: [] })].slice(1);
  return [
    ...(rows.isFirst ? frame.slice(0, beforeRows) : []),
    ...movements,
    ...(rows.isLast ? frame.slice(beforeRows) : []),
  ];
}

function statedDay({ account, date, found }: ReadDay, { rows }: ReadRows): StatedDay {
  if (found === 'missing' || found === 'unreadable' || found.state === 'provisional') {
    return { kind: 'missing', account, date };
  }
  if (found.state === 'lost') return { kind: 'lost', ...found };
  return { kind: 'complete', ...found, rows };
}
