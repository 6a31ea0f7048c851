import { isDeepStrictEqual } from 'node:util';
import { add } from '../shared/core/amount.ts';
import { isTreasuryError, TreasuryError } from '../shared/core/errors.ts';
import { sizeOf } from '../shared/core/signed-amount.ts';
import { coinTotals } from '../shared/statements/coin-totals.ts';
import { digestOfLines, statementObjectKey } from '../shared/statements/lines.ts';
import { parseStatement } from '../shared/statements/parse-lines.ts';
import type { CompleteDay } from '../shared/statements/stated-day.ts';
import type { Statement, StatementRow } from '../shared/statements/statement.ts';
import type { StatementObjects } from './statement-objects.ts';

/** A statement in the bucket is not what it should be. Nothing is built on it. */
export class ChainBrokenError extends TreasuryError {
  readonly date: string;

  constructor(date: string, what: string) {
    super('statement-chain-broken', `The statement of ${date} in the bucket ${what}`);
    this.date = date;
  }
}

/** A statement, with the digest of its bytes. */
export interface ChainedStatement {
  readonly statement: Statement;
  readonly digest: string;
}

/** Reads a statement that was written. Throws ChainBrokenError where it is not there as it was written. */
export async function readChained(
  objects: StatementObjects,
  account: string,
  { date, digest }: { readonly date: string; readonly digest: string },
): Promise<ChainedStatement> {
  const text = await objects.get(statementObjectKey(account, date));
  if (text === undefined) throw new ChainBrokenError(date, 'is missing, or may not be read');
  if (digestOfLines(text) !== digest) throw new ChainBrokenError(date, 'has other bytes than were written');
  return { statement: parsed(text, date), digest };
}

/**
 * Takes over a statement that stands there already: a run wrote it and crashed, or another one is faster. It counts,
 * since nobody can change it. Throws ChainBrokenError where it tells of another day or other balances.
 */
export async function adoptWritten(objects: StatementObjects, ours: Statement): Promise<ChainedStatement> {
  const { account, date } = ours;
  const text = await objects.get(statementObjectKey(account, date));
  if (text === undefined) throw new ChainBrokenError(date, 'is there, and may not be read');
  const statement = parsed(text, date);
  if (!isDeepStrictEqual(whatMustAgree(statement), whatMustAgree(ours))) {
    throw new ChainBrokenError(date, 'tells something else than the exchange');
  }
  if (statement.kind === 'complete' && ours.kind === 'complete') checkRows(statement, ours);
  return { statement, digest: digestOfLines(text) };
}

/** It adds up, and each of its rows is one that the exchange shows: only then may it be ours. */
function checkRows(written: CompleteDay, ours: CompleteDay): void {
  const at = (balance: 'opening' | 'closing') => ({
    totals: new Map(written.coins.map((total) => [total.coin, total[balance]])),
    unreadable: [],
  });
  if (!isDeepStrictEqual(coinTotals(at('opening'), written.rows, at('closing')), written.coins)) {
    throw new ChainBrokenError(written.date, 'does not add up');
  }
  const shown = new Map(ours.rows.map((row) => [rowKey(row), row]));
  const other = written.rows.find((row) => !isSameMoney(row, shown.get(rowKey(row))));
  if (other !== undefined) {
    throw new ChainBrokenError(written.date, `has the row ${other.id}, which the exchange shows otherwise or not`);
  }
}

function rowKey({ type, id, coin, time }: StatementRow): string {
  return JSON.stringify([type, id, coin, time]);
}

/** Its balance may have told each run another way to read its sign and its fee (A35). */
function isSameMoney(one: StatementRow, other: StatementRow | undefined): boolean {
  if (other === undefined || one.fee !== other.fee || one.feeCoin !== other.feeCoin) return false;
  const [size, shown] = [sizeOf(one.amount), sizeOf(other.amount)];
  return size === shown || size === add(shown, one.fee) || shown === add(size, one.fee);
}

/** Rows may have come meanwhile, and instructions gone on: the next day tells of rows that this one does not have. */
function whatMustAgree(statement: Statement) {
  const { kind, account, accountId, date, offset, from, to, previous } = statement;
  const coins = statement.kind === 'lost' ? [] : statement.coins;
  const balances = coins.flatMap(({ coin, opening, closing }) =>
    opening === '0' && closing === '0' ? [] : [[coin, opening, closing]],
  );
  return { kind, account, accountId, date, offset, from, to, previous, balances };
}

function parsed(text: string, date: string): Statement {
  try {
    return parseStatement(text);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    throw new ChainBrokenError(date, `is no statement: ${error.message}`);
  }
}
