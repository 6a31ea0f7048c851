import { zero } from '../core/amount.ts';
import { positive, sum } from '../core/signed-amount.ts';
import { changesByCoin } from './coin-totals.ts';
import type { RemarkCode } from './remark-codes.ts';
import type { CoinTotal, Statement, StatementContent, StatementDay } from './statement.ts';

type Complete = Extract<Statement, { kind: 'complete' }>;

/** What a statement says that cannot be so, by itself. Each for people; none where all of it adds up. */
export function statementFlaws(statement: Statement): readonly string[] {
  if (statement.kind === 'lost') return [];
  return [...sumFlaws(statement), ...rowFlaws(statement)];
}

function sumFlaws({ rows, coins }: StatementContent): string[] {
  const changes = changesByCoin(rows);
  const flaws = coins.flatMap(({ coin, opening, movements, difference, closing }) => [
    ...(sum(changes.get(coin) ?? []) === movements ? [] : [`the rows of ${coin} do not add up to its movements`]),
    ...(sum([positive(opening), movements, difference]) === positive(closing)
      ? []
      : [`opening, movements and difference of ${coin} do not add up to its closing`]),
  ]);
  const named = new Set(coins.map(({ coin }) => coin));
  const unnamed = [...changes.keys()].filter((coin) => !named.has(coin));
  return [...flaws, ...unnamed.map((coin) => `there are rows of ${coin}, and no total`)];
}

function rowFlaws({ rows, from, to }: StatementDay & StatementContent): string[] {
  const outside = rows.filter(({ time }) => time < from || time >= to);
  const isSorted = rows.every(({ time }, index) => time >= (rows[index - 1]?.time ?? from));
  return [
    ...outside.map(({ id }) => `row ${id} is of another day`),
    ...(isSorted ? [] : ['the rows are not in the order of their times']),
  ];
}

/** What does not follow from the statement of the day before, which has this digest. */
export function linkFlaws(
  statement: Statement,
  before: { readonly statement: Statement; readonly digest: string } | undefined,
): readonly string[] {
  const chain = statement.previous === before?.digest ? [] : ['it is not chained to the statement that lies before it'];
  if (before === undefined || before.statement.kind === 'lost' || statement.kind === 'lost') return chain;
  return [...chain, ...openingFlaws(statement, before.statement)];
}

/** A balance that changed overnight is named by a remark, or somebody changed one of the two. */
function openingFlaws(statement: Complete, before: Complete): string[] {
  const code: RemarkCode = 'opening-differs';
  const named = new Set(statement.remarks.flatMap((remark) => (remark.code === code ? [remark.coin] : [])));
  const [closed, opened] = [before.coins, statement.coins].map(byCoin);
  const coins = new Set([...(closed?.keys() ?? []), ...(opened?.keys() ?? [])]);
  return [...coins].flatMap((coin) => {
    const isSame = (closed?.get(coin)?.closing ?? zero) === (opened?.get(coin)?.opening ?? zero);
    return isSame || named.has(coin) ? [] : [`${coin} does not begin with what the day before ended with`];
  });
}

function byCoin(coins: readonly CoinTotal[]): ReadonlyMap<string, CoinTotal> {
  return new Map(coins.map((total) => [total.coin, total]));
}
