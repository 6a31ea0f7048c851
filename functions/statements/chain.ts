import { isDeepStrictEqual } from 'node:util';
import { isTreasuryError, TreasuryError } from '../shared/core/errors.ts';
import { digestOfLines, statementObjectKey } from '../shared/statements/lines.ts';
import { parseStatement } from '../shared/statements/parse-lines.ts';
import type { Statement } from '../shared/statements/statement.ts';
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
  return { statement, digest: digestOfLines(text) };
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
