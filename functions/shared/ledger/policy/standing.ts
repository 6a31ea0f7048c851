import type { Millis } from '../../core/clock.ts';
import { changeOf, isSamePolicy } from './change/change.ts';
import type { Policy } from './policy.ts';

/** Who brings a policy, and when. */
export interface Bringing {
  readonly by: string;
  readonly at: Millis;
}

/** One thing that happened to the policy, for the auditor and for those who are told. It shows no value. */
export interface PolicyEvent extends Bringing {
  /** Counts up from 1. */
  readonly number: number;
  readonly what: 'in-force' | 'tightened' | 'loosening-proposed' | 'loosening-in-force' | 'vetoed';
  /** What it is about, such as `withdrawals.USDT.perInstruction`. */
  readonly paths?: readonly string[];
  /** When a looser policy acts that is not vetoed before. */
  readonly actsAt?: Millis;
}

/** A looser policy that waits. */
export interface PendingPolicy {
  readonly policy: Policy;
  readonly by: string;
  readonly proposedAt: Millis;
  readonly actsAt: Millis;
  readonly loosened: readonly string[];
}

/** The policy in force, the one that waits, and how it came to this. */
export interface PolicyStanding {
  readonly inForce: { readonly policy: Policy; readonly by: string; readonly since: Millis };
  readonly pending?: PendingPolicy;
  /** The last ones, oldest first. */
  readonly events: readonly PolicyEvent[];
}

/** So many events, and so many paths of each, are kept: with two policies they stay well under an item's 400 kB. */
export const eventsMax = 30;
export const pathsMax = 50;

/** A looser policy whose time has come is the one in force, whether anybody has written that down or not. */
export function actOnDue(standing: PolicyStanding, now: Millis): PolicyStanding {
  const { pending } = standing;
  if (pending === undefined || now < pending.actsAt) return standing;
  const { policy, by, actsAt, loosened } = pending;
  const acted = { what: 'loosening-in-force', paths: loosened, by, at: actsAt } as const;
  return { inForce: { policy, by, since: actsAt }, events: added(standing.events, acted) };
}

/**
 * A deployment brings its policy. The first one acts at once. Later what is tighter acts at once, and a policy that is
 * looser waits for as long as the one in force says. What waited before and is not proposed again is thereby vetoed. The
 * same proposal again changes nothing, and its time is not counted anew.
 */
export function propose(before: PolicyStanding | undefined, proposed: Policy, { by, at }: Bringing): PolicyStanding {
  if (before === undefined) {
    return { inForce: { policy: proposed, by, since: at }, events: added([], { what: 'in-force', by, at }) };
  }
  const standing = actOnDue(before, at);
  const { inForce, pending } = standing;
  if (isSamePolicy(pending?.policy ?? inForce.policy, proposed)) return standing;
  const { acting, tightened, loosened } = changeOf(inForce.policy, proposed);
  const actsAt = at + inForce.policy.looseningDelayMs;
  const events = added(
    standing.events,
    ...(pending === undefined ? [] : [{ what: 'vetoed', paths: pending.loosened, by, at } as const]),
    ...(tightened.length === 0 ? [] : [{ what: 'tightened', paths: shown(tightened), by, at } as const]),
    ...(loosened.length === 0 ? [] : [{ what: 'loosening-proposed', paths: shown(loosened), actsAt, by, at } as const]),
  );
  return {
    inForce: tightened.length === 0 ? inForce : { policy: acting, by, since: at },
    ...(loosened.length === 0
      ? {}
      : { pending: { policy: proposed, by, proposedAt: at, actsAt, loosened: shown(loosened) } }),
    events,
  };
}

function shown(paths: readonly string[]): readonly string[] {
  return paths.length <= pathsMax ? paths : [...paths.slice(0, pathsMax), `and ${paths.length - pathsMax} more`];
}

function added(events: readonly PolicyEvent[], ...more: readonly Omit<PolicyEvent, 'number'>[]): PolicyEvent[] {
  const last = events.at(-1)?.number ?? 0;
  const numbered = more.map((event, index) => ({ number: last + index + 1, ...event }));
  return [...events, ...numbered].slice(-eventsMax);
}
