import { larger, smaller } from '../../../core/amount.ts';
import type { Policy } from '../policy.ts';
import type { Sweep } from '../sweep.ts';
import { ofBoth, ownValue } from './draft.ts';

/**
 * The sweeps of the proposed policy as far as both let them move. One that is new, or whose change cannot be told to be
 * less in every case, is there and switched off: its schedule runs already, and its runs then say so.
 */
export function tighterSweeps(inForce: Policy, proposed: Policy): Sweep[] {
  return proposed.sweeps.map((b) => {
    const a = inForce.sweeps.find(({ id }) => id === b.id);
    if (isIdle(b)) return b;
    if (a === undefined) return { ...b, enabled: false };
    if (isIdle(a)) return a;
    if (routeOf(inForce, a) !== routeOf(proposed, b) || !isScheduledAlike(a, b)) return { ...a, enabled: false };
    return tighterSweep(a, b) ?? { ...a, enabled: false };
  });
}

function isIdle({ enabled, dryRun }: Sweep): boolean {
  return !enabled || dryRun;
}

/** What is moved, and between which accounts at the exchange: names may stand for others than before. */
function routeOf({ accounts }: Policy, { coin, from, to }: Sweep): string {
  return [coin, ownValue(accounts, from), ownValue(accounts, to)].join(' ');
}

/**
 * No two schedules are known to run less often than one another, and the deployment's schedule runs at once: until the
 * change acts, its runs move nothing. Nor is one known to run less often than for each deposit. Where a policy of an
 * earlier version does not say when a sweep runs, it ran as it does.
 */
function isScheduledAlike(a: Sweep, b: Sweep): boolean {
  if (a.trigger !== b.trigger) return false;
  return a.schedule === undefined || (a.schedule === b.schedule && a.timezone === b.timezone);
}

/** As far as it is told: a policy of an earlier version does not. */
function scheduleOf({ schedule, timezone, trigger }: Sweep): Pick<Sweep, 'schedule' | 'timezone' | 'trigger'> {
  return {
    ...(schedule === undefined ? {} : { schedule }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** Says something about each field, so that one that is new is not forgotten: without it, this does not compile. */
type WholeSweep = Sweep & Record<Exclude<keyof Sweep, 'schedule' | 'timezone' | 'trigger'>, unknown>;

/** In every run it moves at most what either moves. Undefined where no sweep is known that does. */
function tighterSweep(a: Sweep, b: Sweep): WholeSweep | undefined {
  const amount = tighterAmount(a.amount, b.amount);
  if (amount === undefined) return undefined;
  return {
    id: a.id,
    coin: a.coin,
    // The names of `a`, which stand for its own accounts.
    from: a.from,
    to: a.to,
    amount,
    min: ofBoth(a.min, b.min, larger),
    max: ofBoth(fixedOf(a, b), ofBoth(a.max, b.max, smaller), smaller),
    startWithinMs: Math.min(a.startWithinMs, b.startWithinMs),
    dryRun: false,
    enabled: true,
    ...scheduleOf(b),
  };
}

function tighterAmount(a: Sweep['amount'], b: Sweep['amount']): Sweep['amount'] | undefined {
  if ('above' in a && 'above' in b) return { above: larger(a.above, b.above) };
  if ('topUpTo' in a && 'topUpTo' in b) return { topUpTo: smaller(a.topUpTo, b.topUpTo) };
  if ('percentage' in a && 'percentage' in b) return { percentage: smaller(a.percentage, b.percentage) };
  // An account with less than this moves nothing, so the smaller amount is kept to by a maximum.
  return 'fixed' in a && 'fixed' in b ? { fixed: larger(a.fixed, b.fixed) } : undefined;
}

/** The smaller of two different fixed amounts. */
function fixedOf({ amount: a }: Sweep, { amount: b }: Sweep) {
  const isOther = 'fixed' in a && 'fixed' in b && a.fixed !== b.fixed;
  return isOther ? smaller(a.fixed, b.fixed) : undefined;
}
