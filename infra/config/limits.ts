import * as v from 'valibot';
import { type Amount, compare } from '../../functions/shared/core/amount.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import { positiveAmountSchema } from '../../functions/shared/core/schemas.ts';
import { windowMs } from '../../functions/shared/ledger/limits/window-name.ts';
import { withdrawalCountSchema } from '../../functions/shared/ledger/policy/policy.ts';

const windowNames = ['24h', '7d'] as const;

const windowEntries = {
  /** At most this much in any window of so long. Exact also under concurrent releases. */
  rolling: v.optional(
    v.strictObject({ '24h': v.optional(positiveAmountSchema), '7d': v.optional(positiveAmountSchema) }),
    {},
  ),
  /** At most so many withdrawals in any window of so long. */
  counts: v.optional(
    v.strictObject({ '24h': v.optional(withdrawalCountSchema), '7d': v.optional(withdrawalCountSchema) }),
    {},
  ),
};

/** What the configuration says of how much of a coin may leave. */
export const limitEntries = {
  perInstruction: positiveAmountSchema,
  ...windowEntries,
  /** The same for each destination by itself. */
  perDestination: v.optional(
    v.strictObject({ perInstruction: v.optional(positiveAmountSchema), ...windowEntries }, 'limits of a destination'),
  ),
};

const limitsSchema = v.strictObject(limitEntries);
type Limits = v.InferOutput<typeof limitsSchema>;
type Windows = Pick<Limits, 'rolling' | 'counts'>;

/** The same limits in the policy's words. */
export function limitsOf({ perInstruction, perDestination, ...windows }: Limits) {
  if (perDestination === undefined) return { perInstruction, rolling: rollingOf(windows) };
  const { perInstruction: most, ...ofDestination } = perDestination;
  return {
    perInstruction,
    rolling: rollingOf(windows),
    perDestination: { ...(most === undefined ? {} : { perInstruction: most }), rolling: rollingOf(ofDestination) },
  };
}

function rollingOf({ rolling, counts }: Windows) {
  return windowNames.flatMap((name) => {
    const [amount, count] = [rolling[name], counts[name]];
    if (amount === undefined && count === undefined) return [];
    return [{ windowMs: windowMs[name], ...(amount && { amount }), ...(count && { count }) }];
  });
}

/** Every amount in the limits, with its path. */
export function amountsIn({ perInstruction, perDestination, rolling }: Limits): readonly (readonly [string, Amount])[] {
  const amounts: [string, Amount | undefined][] = [
    ['perInstruction', perInstruction],
    ['rolling.24h', rolling['24h']],
    ['rolling.7d', rolling['7d']],
    ['perDestination.perInstruction', perDestination?.perInstruction],
    ['perDestination.rolling.24h', perDestination?.rolling['24h']],
    ['perDestination.rolling.7d', perDestination?.rolling['7d']],
  ];
  return amounts.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
}

/** A day that may see more than its week is a mistake, and limits for a destination that limit nothing are another. */
export function checkLimits({ perDestination, ...ofCoin }: Limits, path: string): Flaw[] {
  if (perDestination === undefined) return checkWindows(ofCoin, path);
  const field = `${path}.perDestination`;
  const isEmpty = perDestination.perInstruction === undefined && rollingOf(perDestination).length === 0;
  const expected = 'perInstruction, rolling or counts, or leave it out';
  return [
    ...checkWindows(ofCoin, path),
    ...checkWindows(perDestination, field),
    ...(isEmpty ? [{ field, reason: 'limits nothing', expected }] : []),
  ];
}

interface WindowsAndOne extends Windows {
  readonly perInstruction?: Amount | undefined;
}

function checkWindows({ perInstruction, rolling, counts }: WindowsAndOne, path: string): Flaw[] {
  const [day, week] = [rolling['24h'], rolling['7d']];
  const [daily, weekly] = [counts['24h'], counts['7d']];
  const isOverAmount = day !== undefined && week !== undefined && compare(day, week) > 0;
  const isOverCount = daily !== undefined && weekly !== undefined && daily > weekly;
  return [
    ...windowNames.flatMap((name) => overWindow(perInstruction, rolling[name], name, path)),
    ...(isOverAmount ? [dayOverWeek(path, 'rolling')] : []),
    ...(isOverCount ? [dayOverWeek(path, 'counts')] : []),
  ];
}

/** People would approve a payment that the window can never take. */
function overWindow(most: Amount | undefined, window: Amount | undefined, name: string, path: string): Flaw[] {
  if (most === undefined || window === undefined || compare(most, window) <= 0) return [];
  const expected = `at most ${window}, which is rolling.${name}`;
  return [{ field: `${path}.perInstruction`, reason: `is over what ${name} may see`, expected }];
}

function dayOverWeek(path: string, kind: 'rolling' | 'counts'): Flaw {
  const what = kind === 'rolling' ? 'amount' : 'count';
  const expected = `at most the ${what} of 7d, or leave one of them out`;
  return { field: `${path}.${kind}.24h`, reason: 'is over what a week may see', expected };
}
