import type { Millis } from '../../core/clock.ts';
import type { FirstEpoch, IdentityEpoch } from '../../core/person.ts';
import { type PolicyEvent, type PolicyState, pathsMax } from './policy-state.ts';

/** A function that read the policy a moment before it changed may write by the old one for so long. */
const settledMs = 60_000;

/**
 * The epoch of all that was written before epochs were kept: that of the policy in force where none is recorded yet.
 * What is older than the last change of how people are named may be of another one, and so may what is older than the
 * events that were kept.
 */
export function deriveFirstEpoch({ inForce, events }: Pick<PolicyState, 'inForce' | 'events'>): FirstEpoch {
  const { issuer, userClaim: claim } = inForce.policy.identity;
  const changed = events.findLast(mayChangeNames);
  if (changed !== undefined) return { issuer, claim, since: changed.at + settledMs };
  const [oldest] = events;
  return { issuer, claim, since: oldest === undefined || oldest.number === 1 ? 0 : oldest.at };
}

/**
 * By what people are named, if that is certain for something that was said at `at`: nothing changed it since then, or a
 * moment before. An event that came late may name somebody in the old way.
 */
export function epochSince({ inForce, events }: PolicyState, at: Millis): IdentityEpoch | undefined {
  const [oldest] = events;
  const isTold = oldest !== undefined && (oldest.number === 1 || oldest.at <= at);
  if (!isTold || events.some((event) => mayChangeNames(event) && at < event.at + settledMs)) return undefined;
  const { issuer, userClaim: claim } = inForce.policy.identity;
  return { issuer, claim };
}

/** How people are named never acts without its delay. An event that does not tell all of its paths may be about it. */
function mayChangeNames({ what, paths = [] }: PolicyEvent): boolean {
  if (what !== 'loosening-in-force') return false;
  return paths.length > pathsMax || paths.some((path) => path === 'identity.issuer' || path === 'identity.userClaim');
}
