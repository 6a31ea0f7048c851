import { zero } from '../core/amount.ts';
import type { FundMovement, FundMovementType } from '../exchange/endpoints/fund-movement.ts';
import type { Balances } from './balances.ts';
import { FeeHabits } from './fee-habits.ts';
import { type MovementReading, readingsOf } from './movement-readings.ts';
import { isOtherSign, OtherReadings } from './other-readings.ts';
import { RunningBalances } from './running-balances.ts';
import type { MatchedInstruction, StatementRow } from './statement.ts';

/** What is known of a movement beside its row in the fund statement. */
export interface MovementFacts {
  readonly transactionHash?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly depositAddress?: string | undefined;
  readonly instruction?: MatchedInstruction | undefined;
}

export interface RowContext {
  readonly accountId: string;
  readonly opening: Balances;
  readonly factsOf: (movement: FundMovement) => MovementFacts;
}

export interface DayRows {
  readonly rows: readonly StatementRow[];
  readonly otherReadings: OtherReadings;
  /** After the last row. */
  readonly running: RunningBalances;
}

/**
 * The rows of a day, in the order of its movements, each read the way that its own balance says. Where fees are taken is
 * a habit of the exchange's: a row alone, or one among others that say otherwise, is no proof of it, since a row that is
 * missing in just the amount of the fee looks the same.
 */
export function dayRows(movements: readonly FundMovement[], context: RowContext): DayRows {
  const first = readRows(movements, context, new Set());
  const unproven = first.feeHabits.unproven();
  return unproven.size === 0 ? first : readRows(movements, context, unproven);
}

function readRows(
  movements: readonly FundMovement[],
  { accountId, opening, factsOf }: RowContext,
  asAssumed: ReadonlySet<FundMovementType>,
): DayRows & { readonly feeHabits: FeeHabits } {
  const rows: StatementRow[] = [];
  const running = new RunningBalances(opening);
  const otherReadings = new OtherReadings();
  const feeHabits = new FeeHabits();
  for (const movement of movements) {
    const [assumed, ...others] = readingsOf(movement, accountId);
    if (assumed === undefined) continue;
    const open = asAssumed.has(movement.type) ? others.filter((other) => isOtherSign(assumed, other)) : others;
    const reading = readingByBalance(assumed, open, running);
    feeHabits.add(movement.type, { assumed, others, reading }, running);
    if (reading !== assumed) otherReadings.add(movement, assumed, reading);
    running.add(reading, movement.id);
    rows.push(...rowsOf(movement, reading, factsOf(movement)));
  }
  return { rows, otherReadings, running, feeHabits };
}

/** The assumed reading, unless the row's own balance contradicts it and agrees with another. */
function readingByBalance(
  assumed: MovementReading,
  others: readonly MovementReading[],
  running: RunningBalances,
): MovementReading {
  if (running.fits(assumed) !== 'no') return assumed;
  return others.find((other) => running.fits(other) === 'yes') ?? assumed;
}

function rowsOf(movement: FundMovement, reading: MovementReading, facts: MovementFacts): StatementRow[] {
  const { id, time, type, exchangeOrderId, clientOrderId, remark } = movement;
  const entry = movement.form === 'entry' ? movement : undefined;
  const told = withoutAbsent({
    clientOrderId,
    transactionHash: entry?.transactionHash ?? facts.transactionHash,
    chain: entry?.chain,
    counterparty: facts.counterparty,
    depositAddress: facts.depositAddress,
    remark,
  });
  const instruction = facts.instruction === undefined ? {} : { instruction: facts.instruction };
  return reading.map(({ coin, amount, fee, feeCoin, balanceAfter }) => ({
    ...{ id, time, type, coin, amount, fee, feeCoin: fee === zero ? coin : feeCoin },
    ...(balanceAfter === undefined ? {} : { balanceAfter }),
    exchangeOrderId,
    ...told,
    ...instruction,
  }));
}

type ToldFields = Partial<
  Record<'clientOrderId' | 'transactionHash' | 'chain' | 'counterparty' | 'depositAddress' | 'remark', string>
>;

/** A text of the exchange's is kept as it is, but for its length. */
const textMax = 256;

function withoutAbsent(fields: Readonly<Record<keyof ToldFields, string | undefined>>): ToldFields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [[name, text.slice(0, textMax)]],
    ),
  );
}
