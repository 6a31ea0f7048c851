import type { Millis } from '../shared/core/clock.ts';
import type { AccountId } from '../shared/core/ids.ts';
import {
  type FundMovement,
  type FundMovementType,
  fundMovementTypes,
} from '../shared/exchange/endpoints/fund-movement.ts';
import type { UnreadableMovement } from '../shared/exchange/endpoints/fund-statement.ts';
import { classifyErrorCode } from '../shared/exchange/error-codes.ts';
import { ExchangeRefusedError } from '../shared/exchange/errors.ts';
import { readFundMovements } from '../shared/exchange/fund-statement-pages.ts';
import { widened } from '../shared/exchange/time-window.ts';
import { allOffsets } from '../shared/statements/cut-off.ts';
import { addDays, boundsOf } from '../shared/statements/day.ts';
import type { StatementExchange } from './dependencies.ts';

export interface ReadMovements {
  readonly shown: readonly FundMovement[];
  readonly unreadable: readonly UnreadableMovement[];
  readonly isWhole: boolean;
  /** The exchange does not answer for these. */
  readonly refusedTypes: readonly FundMovementType[];
  readonly readFrom: Millis;
  readonly readUntil: Millis;
}

/**
 * All movements of an account around a day: from before the day before began in any zone until after the day ended in
 * any. So late rows of the day before are seen, and the cut-off can be measured. Throws as reads do.
 */
export async function readMovements(
  exchange: StatementExchange,
  accountId: AccountId,
  date: string,
  now: Millis,
): Promise<ReadMovements> {
  const first = boundsOf(addDays(date, -1), allOffsets.at(-1) ?? '').from;
  const last = Math.min(now, boundsOf(date, allOffsets[0] ?? '').to);
  // What is shown in whole seconds may be meant a second earlier or later (A30).
  const window = widened({ startTime: first, endTime: last });
  const shown: FundMovement[] = [];
  const unreadable: UnreadableMovement[] = [];
  let isWhole = true;
  const refusedTypes: FundMovementType[] = [];
  for (const type of fundMovementTypes) {
    const read = await unlessRefused(() => readFundMovements(exchange, { accountId, type, ...window }));
    if (read instanceof ExchangeRefusedError) {
      refusedTypes.push(type);
      // None at all: the fund statement is not enabled, or not for this key.
      if (refusedTypes.length === fundMovementTypes.length) throw read;
      continue;
    }
    for (const movement of read.movements) shown.push(movement);
    unreadable.push(...read.unreadable);
    isWhole &&= read.isWhole;
  }
  return { shown, unreadable, isWhole, refusedTypes, readFrom: first, readUntil: last };
}

/** A type that this exchange does not have must not keep the others from being read. */
async function unlessRefused<Value>(read: () => Promise<Value>): Promise<Value | ExchangeRefusedError> {
  try {
    return await read();
  } catch (error) {
    const isRefused = error instanceof ExchangeRefusedError && classifyErrorCode(error.exchangeCode).kind === 'refused';
    if (!isRefused) throw error;
    return error;
  }
}
