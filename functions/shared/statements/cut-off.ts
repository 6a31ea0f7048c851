import { zero } from '../core/amount.ts';
import type { Millis } from '../core/clock.ts';
import { difference, positive, type SignedAmount, sum } from '../core/signed-amount.ts';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import type { Balances } from './balances.ts';
import { boundsOf, offsetText } from './day.ts';
import { readingsOf } from './movement-readings.ts';
import { changesOf, coinsIn } from './running-balances.ts';

const halfHourMs = 1_800_000;

/** Every offset of a zone that there is, from -12:00 to +14:00, in half hours. */
export const allOffsets: readonly string[] = Array.from({ length: 53 }, (_, step) =>
  offsetText(step * halfHourMs - 24 * halfHourMs),
);

/** What is compared: the movements of some days, and the balances at two ends of days that follow each other. */
export interface CutOffInput {
  readonly accountId: string;
  /** In the order of their times. */
  readonly movements: readonly FundMovement[];
  /** They are complete from then on, and until then. */
  readonly readFrom: Millis;
  readonly readUntil: Millis;
  /** The day whose end the closing is of. */
  readonly date: string;
  readonly opening: Balances;
  readonly closing: Balances;
}

/**
 * ASSUMPTION A34 is measured: the offsets with which the day has exactly the movements that lead from one balance to
 * the other. Those whose day is not read whole are left out.
 */
export function agreeingOffsets(input: CutOffInput): readonly string[] {
  const { opening, closing } = input;
  const steps = stepsByCoin(input);
  const coins = [...new Set([...opening.totals.keys(), ...closing.totals.keys(), ...steps.keys()])].map((coin) => ({
    steps: steps.get(coin) ?? [],
    change: difference(totalIn(closing, coin), totalIn(opening, coin)),
  }));
  return allOffsets.filter((offset) => {
    const { from, to } = boundsOf(input.date, offset);
    if (from < input.readFrom || to > input.readUntil) return false;
    return coins.every(({ steps: of, change }) => difference(sumBefore(of, to), sumBefore(of, from)) === change);
  });
}

/** All that moved in a half hour and before. */
interface Step {
  readonly at: Millis;
  readonly sum: SignedAmount;
}

/** Every day begins at a half hour, whatever its zone: so many sums are as good as all rows, and soon compared. */
function stepsByCoin({ movements, accountId }: CutOffInput): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>();
  for (const movement of movements) {
    const [assumed = []] = readingsOf(movement, accountId);
    const at = movement.time - (movement.time % halfHourMs);
    for (const coin of coinsIn(assumed)) {
      const of = steps.get(coin) ?? [];
      const next = { at, sum: sum([of.at(-1)?.sum ?? nothing, ...changesOf(assumed, coin)]) };
      if (of.at(-1)?.at === at) of.splice(-1, 1, next);
      else of.push(next);
      steps.set(coin, of);
    }
  }
  return steps;
}

const nothing = positive(zero);

function sumBefore(steps: readonly Step[], time: Millis): SignedAmount {
  return steps.findLast(({ at }) => at < time)?.sum ?? nothing;
}

function totalIn({ totals }: Balances, coin: string): SignedAmount {
  return positive(totals.get(coin) ?? zero);
}

/** What two measurements agree on. A day without movements agrees with all, and so takes nothing away. */
export function narrowed(before: readonly string[], now: readonly string[]): readonly string[] {
  const both = before.filter((offset) => now.includes(offset));
  return both.length === 0 ? now : both;
}

/** For people. Neighbours in a range are named by its ends. */
export function offsetsText(offsets: readonly string[]): string {
  const ranges: string[][] = [];
  for (const offset of offsets) {
    const last = ranges.at(-1);
    const isNext = last !== undefined && allOffsets.indexOf(last.at(-1) ?? '') + 1 === allOffsets.indexOf(offset);
    if (isNext) last.push(offset);
    else ranges.push([offset]);
  }
  return ranges.map((range) => [...new Set([range[0], range.at(-1)])].join(' to ')).join(', ');
}
