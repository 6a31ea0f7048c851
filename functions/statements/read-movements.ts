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
import { type FundMovements, readFundMovements } from '../shared/exchange/fund-statement-pages.ts';
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

export interface MovementQuery {
  readonly date: string;
  readonly now: Millis;
  /** The day from which on late rows are looked for. At the latest the day before. */
  readonly since: string | undefined;
}

/**
 * All movements of an account around a day: from before the day before began in any zone, or an earlier one, until after
 * the day ended in any. So late rows of earlier days are seen, and the cut-off can be measured. Throws as reads do.
 */
export async function readMovements(
  exchange: StatementExchange,
  accountId: AccountId,
  { since, date, now }: MovementQuery,
): Promise<ReadMovements> {
  const dayBefore = addDays(date, -1);
  const first = firstMoment(dayBefore);
  const last = Math.min(now, boundsOf(date, allOffsets[0] ?? '').to);
  // What is shown in whole seconds may be meant a second earlier or later (A30).
  const around = widened({ startTime: first, endTime: last });
  const older = since === undefined || since >= dayBefore ? undefined : firstMoment(since);
  const all: FundMovements[] = [];
  const refusedTypes: FundMovementType[] = [];
  for (const type of fundMovementTypes) {
    const isOneWindow = older === undefined || type === 'trade';
    const window = isOneWindow ? around : { ...around, startTime: older };
    const read = await unlessRefused(() => readFundMovements(exchange, { accountId, type, ...window }));
    if (read instanceof ExchangeRefusedError) {
      refusedTypes.push(type);
      // None at all: the fund statement is not enabled, or not for this key.
      if (refusedTypes.length === fundMovementTypes.length) throw read;
      continue;
    }
    all.push(read);
    if (older === undefined || !isOneWindow) continue;
    // Trades are shown for seven days a request, and not for long (exchange-api.md 3.13): what is refused of the older
    // ones must not keep those of the day from being read.
    const before = { accountId, type, startTime: older, endTime: first };
    const earlier = await unlessRefused(() => readFundMovements(exchange, before));
    if (!(earlier instanceof ExchangeRefusedError)) all.push(earlier);
  }
  return {
    shown: all.flatMap(({ movements }) => movements),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    isWhole: all.every(({ isWhole }) => isWhole),
    refusedTypes,
    readFrom: first,
    readUntil: last,
  };
}

/** At which the day begins in the zone that is furthest ahead. */
function firstMoment(date: string): Millis {
  return boundsOf(date, allOffsets.at(-1) ?? '').from;
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
