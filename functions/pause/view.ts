import type { Millis } from '../base/clock.ts';
import { recvWindowMs } from '../exchange/client/limits.ts';
import type { Doing, PauseSwitch } from '../ledger/pause/pause.ts';

/**
 * The switch as JSON for people and programs. What was signed before the pause was accepted may still reach the exchange:
 * it takes a request for one recvWindow, and no longer (A20). `acceptedAt` is when the table had the pause, where that is known.
 */
export function viewOf({ pause, changes }: PauseSwitch, acceptedAt?: Millis): Record<string, unknown> {
  const history = changes.map(readable);
  if (pause === undefined) return { paused: false, changes: history };
  const { resume, ...standing } = pause;
  return {
    paused: true,
    ...readable(standing),
    inForceAt: iso((acceptedAt ?? pause.at) + recvWindowMs),
    ...(resume === undefined ? {} : { resume: readable(resume) }),
    changes: history,
  };
}

function readable<Done extends Doing>(done: Done): Omit<Done, 'at'> & { readonly at: string } {
  return { ...done, at: iso(done.at) };
}

function iso(time: Millis): string {
  return new Date(time).toISOString();
}
