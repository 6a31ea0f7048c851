import { iso } from '../../../functions/shared/core/clock.ts';
import { negative, positive, type SignedAmount, sum } from '../../../functions/shared/core/signed-amount.ts';
import { boundsOf } from '../../../functions/shared/statements/day.ts';
import type { CompleteDay } from '../../../functions/shared/statements/stated-day.ts';
import type { CoinTotal, Statement, StatementRow } from '../../../functions/shared/statements/statement.ts';

/** What is wrong with one statement by itself: nothing, where its sums, its order and its times are as they must be. */
export function statementProblems(statement: Statement): string[] {
  const { from, to } = boundsOf(statement.date, statement.offset);
  const isItsDay = statement.from === from && statement.to === to;
  const bounds = isItsDay ? [] : ['its times are not those of its day'];
  return statement.kind === 'lost' ? bounds : [...bounds, ...rowProblems(statement), ...totalProblems(statement)];
}

function rowProblems({ rows, from, to }: CompleteDay): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  let before: StatementRow | undefined;
  for (const row of rows) {
    if (row.time < from || row.time >= to) problems.push(`row ${row.id} of ${iso(row.time)} is not of this day`);
    if (before !== undefined && isBefore(row, before)) problems.push(`row ${row.id} is not in its order`);
    const place = `${row.type} ${row.id} ${row.coin}`;
    if (seen.has(place)) problems.push(`row ${row.id} is there twice`);
    seen.add(place);
    before = row;
  }
  return problems;
}

/** By time, then by the exchange's id as a number. */
function isBefore(a: StatementRow, b: StatementRow): boolean {
  if (a.time !== b.time) return a.time < b.time;
  const areNumbers = [a.id, b.id].every((id) => /^\d+$/.test(id));
  return areNumbers ? BigInt(a.id) < BigInt(b.id) : false;
}

function totalProblems({ rows, coins }: CompleteDay): string[] {
  const moved = movementsIn(rows);
  const names = coins.map(({ coin }) => coin);
  const sorted = [...new Set(names)].toSorted();
  const order = names.join() === sorted.join() ? [] : ['its coins are not in their order, each once'];
  const without = [...moved.keys()].filter((coin) => !names.includes(coin));
  return [
    ...order,
    ...without.map((coin) => `${coin} has rows, and no total`),
    ...coins.flatMap((total) => sumProblems(total, moved.get(total.coin) ?? [])),
  ];
}

function movementsIn(rows: readonly StatementRow[]): ReadonlyMap<string, SignedAmount[]> {
  const moved = new Map<string, SignedAmount[]>();
  const note = (coin: string, amount: SignedAmount) => {
    const known = moved.get(coin);
    if (known === undefined) moved.set(coin, [amount]);
    else known.push(amount);
  };
  for (const { coin, amount, feeCoin, fee } of rows) {
    note(coin, amount);
    if (fee !== '0') note(feeCoin, negative(fee));
  }
  return moved;
}

function sumProblems(total: CoinTotal, moved: readonly SignedAmount[]): string[] {
  const rows = sum(moved);
  const end = sum([positive(total.opening), total.movements, total.difference]);
  return [
    ...(rows === total.movements ? [] : [`its rows come to ${rows} ${total.coin}, and it says ${total.movements}`]),
    ...(end === positive(total.closing) ? [] : [`${total.coin}: opening, movements and difference come to ${end}`]),
  ];
}
