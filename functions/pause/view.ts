import type { Millis } from '../base/clock.ts';
import { recvWindowMs } from '../exchange/client/limits.ts';
import { acceptedBy, type Doing, type Pause, type PauseSwitch, standingAt } from '../ledger/pause/pause.ts';
import type { Scope } from '../ledger/pause/scope.ts';

type View = Readonly<Record<string, unknown>>;

/** The switch as JSON for people and programs, as it was seen in the table at `seenAt`. */
export function viewOf({ pauses, changes }: PauseSwitch, seenAt: Millis): View {
  return {
    paused: pauses.length > 0,
    pauses: pauses.map((pause) => readablePause(pause, seenAt)),
    changes: changes.map(readable),
  };
}

/** The same for somebody who asked about one scope: what stands of it comes first. `paused` is true if any scope is. */
export function viewOfScope(standing: PauseSwitch, scope: Scope, seenAt: Millis): View {
  const pause = standingAt(standing, scope);
  const own = pause === undefined ? { scope } : readablePause(pause, seenAt);
  return { paused: standing.pauses.length > 0, ...own, ...viewOf(standing, seenAt) };
}

/**
 * What was signed before the table had the pause may still reach the exchange: it takes a request for one recvWindow, and
 * no longer (A20). A moment that is a little late is right here, one that is early is not.
 */
function readablePause(pause: Pause, seenAt: Millis): View {
  const { acceptedAt: _noted, resume, ...standing } = pause;
  return {
    ...readable(standing),
    inForceAt: iso(acceptedBy(pause, seenAt) + recvWindowMs),
    ...(resume === undefined ? {} : { resume: readable(resume) }),
  };
}

function readable<Done extends Doing>(done: Done): Omit<Done, 'at'> & { readonly at: string } {
  return { ...done, at: iso(done.at) };
}

function iso(time: Millis): string {
  return new Date(time).toISOString();
}
