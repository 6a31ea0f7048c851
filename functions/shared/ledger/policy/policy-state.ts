import type { Millis } from '../../core/clock.ts';
import type { FirstEpoch } from '../../core/person.ts';
import { changeOf, isSamePolicy } from './change/change.ts';
import type { Policy } from './policy.ts';
import { policyDigest } from './policy-digest.ts';

/** Who brings a policy, and when. */
export interface PolicyStamp {
  readonly by: string;
  readonly at: Millis;
}

/** One thing that happened to the policy, for the auditor and for those who are told. It shows no value. */
export interface PolicyEvent extends PolicyStamp {
  /** Counts up from 1. */
  readonly number: number;
  readonly what: 'in-force' | 'tightened' | 'loosening-proposed' | 'loosening-in-force' | 'vetoed';
  /** What it is about, such as `withdrawals.USDT.perInstruction`. */
  readonly paths?: readonly string[];
  /** When a looser policy acts that is not vetoed before. */
  readonly actsAt?: Millis;
  /**
   * Digests of the policies that it is about: the one in force and the one that comes or is to come; of a veto the one
   * that does not come, and the one that stays. Events of earlier versions have none.
   */
  readonly before?: string;
  readonly after?: string;
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
export interface PolicyState {
  readonly inForce: { readonly policy: Policy; readonly by: string; readonly since: Millis };
  readonly pending?: PendingPolicy;
  /** The last ones, oldest first. */
  readonly events: readonly PolicyEvent[];
  /** By what the people of everything were named that does not say it itself. Recorded once. */
  readonly firstEpoch: FirstEpoch;
}

/** The policy in force, with what it takes to compare the names of people under it. */
export interface PolicyInForce extends Policy {
  readonly firstEpoch?: FirstEpoch;
}

export function policyInForce({ inForce, firstEpoch }: PolicyState): PolicyInForce {
  return { ...inForce.policy, firstEpoch };
}

/** So many events, and so many paths of each, are kept: with two policies they stay well under an item's 400 kB. */
export const eventsMax = 30;
export const pathsMax = 50;

/**
 * A looser policy whose time has come is the one in force, whether anybody has written that down or not. One that
 * nobody could be notified of does not act: `announced` is the number of the last event that is on the bus.
 */
export function applyDueLoosening(state: PolicyState, announced: number, now: Millis): PolicyState {
  const { pending } = state;
  if (pending === undefined || now < pending.actsAt || !isAnnounced(state, announced)) return state;
  const { firstEpoch } = state;
  const { policy, by, actsAt, loosened } = pending;
  const acted = {
    what: 'loosening-in-force',
    paths: loosened,
    by,
    at: actsAt,
    ...between(state.inForce.policy, policy),
  } as const;
  return { inForce: { policy, by, since: actsAt }, events: appendEvents(state.events, acted), firstEpoch };
}

/** Nothing follows the event of a proposal while it waits. */
function isAnnounced({ events }: PolicyState, announced: number): boolean {
  return (events.at(-1)?.number ?? 0) <= announced;
}

/** People have the whole delay to veto, less this at most. */
export const announcementMaxMs = 300_000;

/** A looser policy that could not be announced in time waits anew, from now on. */
export function postponeUnannounced(state: PolicyState, announced: number, now: Millis): PolicyState {
  const { pending, events } = state;
  const proposal = events.at(-1);
  if (pending === undefined || proposal === undefined || isAnnounced(state, announced)) return state;
  if (now <= pending.proposedAt + announcementMaxMs) return state;
  const actsAt = now + (pending.actsAt - pending.proposedAt);
  return {
    ...state,
    pending: { ...pending, proposedAt: now, actsAt },
    events: [...events.slice(0, -1), { ...proposal, at: now, actsAt }],
  };
}

/** A person stops what waits. Nothing changes where nothing does. */
export function vetoPending(before: PolicyState, announced: number, { by, at }: PolicyStamp): PolicyState {
  const { pending, ...state } = applyDueLoosening(before, announced, at);
  if (pending === undefined) return before;
  const vetoed: Omit<PolicyEvent, 'number'> = {
    what: 'vetoed',
    paths: pending.loosened,
    by,
    at,
    ...between(pending.policy, state.inForce.policy),
  };
  return { ...state, events: appendEvents(state.events, vetoed) };
}

/**
 * A deployment brings its policy. The first one acts at once. Later what is tighter acts at once, and a policy that is
 * looser waits for as long as the one in force says. What waited before and is not proposed again is thereby vetoed.
 * The same proposal again changes nothing, and its time is not counted anew.
 */
export function proposePolicyChange(
  before: PolicyState | undefined,
  announced: number,
  proposed: Policy,
  { by, at }: PolicyStamp,
): PolicyState {
  if (before === undefined) {
    const { issuer, userClaim: claim } = proposed.identity;
    return {
      inForce: { policy: proposed, by, since: at },
      events: appendEvents([], { what: 'in-force', by, at, after: policyDigest(proposed) }),
      firstEpoch: { issuer, claim, since: 0 },
    };
  }
  const state = applyDueLoosening(before, announced, at);
  const { inForce, pending } = state;
  if (isSamePolicy(pending?.policy ?? inForce.policy, proposed)) return state;
  const { acting, tightened, loosened } = changeOf(inForce.policy, proposed);
  const actsAt = at + inForce.policy.looseningDelayMs;
  const events = appendEvents(
    state.events,
    ...(pending === undefined
      ? []
      : [{ what: 'vetoed', paths: pending.loosened, by, at, ...between(pending.policy, inForce.policy) } as const]),
    ...(tightened.length === 0
      ? []
      : [
          {
            what: 'tightened',
            paths: truncatePaths(tightened),
            by,
            at,
            ...between(inForce.policy, acting),
          } as const,
        ]),
    ...(loosened.length === 0
      ? []
      : [
          {
            what: 'loosening-proposed',
            paths: truncatePaths(loosened),
            actsAt,
            by,
            at,
            ...between(acting, proposed),
          } as const,
        ]),
  );
  return {
    inForce: tightened.length === 0 ? inForce : { policy: acting, by, since: at },
    ...(loosened.length === 0
      ? {}
      : { pending: { policy: proposed, by, proposedAt: at, actsAt, loosened: truncatePaths(loosened) } }),
    events,
    firstEpoch: state.firstEpoch,
  };
}

function between(before: Policy, after: Policy): Pick<PolicyEvent, 'before' | 'after'> {
  return { before: policyDigest(before), after: policyDigest(after) };
}

function truncatePaths(paths: readonly string[]): readonly string[] {
  return paths.length <= pathsMax ? paths : [...paths.slice(0, pathsMax), `and ${paths.length - pathsMax} more`];
}

function appendEvents(events: readonly PolicyEvent[], ...more: readonly Omit<PolicyEvent, 'number'>[]): PolicyEvent[] {
  const last = events.at(-1)?.number ?? 0;
  const numbered = more.map((event, index) => ({ number: last + index + 1, ...event }));
  return [...events, ...numbered].slice(-eventsMax);
}
