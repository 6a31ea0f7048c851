import type { Millis } from '../../core/clock.ts';
import { isSamePerson } from '../../core/ids.ts';
import { TooManyEntriesError } from './errors.ts';
import type { StampedEntryProposal } from './steps.ts';

const dayMs = 86_400_000;

/**
 * More destinations than anybody brings in by hand in a day; a company with more has them in its configuration. The
 * directory takes over a thousand and forgets none, so one person, or one stolen token, could fill it for good.
 */
export const dailyProposalsMax = 50;

/**
 * Throws TooManyEntriesError where this person has proposed so many within a day. `known` is the directory as it
 * stands.
 */
export function enforceDailyProposalLimit(known: readonly StampedEntryProposal[], by: string, now: Millis): void {
  const own = known.filter((row) => isSamePerson(row.by, by) && row.at > now - dayMs);
  if (own.length >= dailyProposalsMax) throw new TooManyEntriesError(dailyProposalsMax);
}
