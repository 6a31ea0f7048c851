import { iso, type Millis } from '../shared/core/clock.ts';
import type { Shown } from '../shared/core/response-type.ts';
import { recvWindowMs } from '../shared/exchange/client/limits.ts';
import { acceptedBy, type Doing, type Pause, type PauseSwitch } from '../shared/ledger/pause/pause.ts';
import type { pauseSchema, switchViewSchema } from './view-schema.ts';

export type SwitchView = Shown<typeof switchViewSchema>;

/** The switch as JSON for people and programs, as it was seen in the table at `seenAt`. */
export function viewOf({ pauses, changes }: PauseSwitch, seenAt: Millis): SwitchView {
  return {
    paused: pauses.length > 0,
    pauses: pauses.map((pause) => viewOfPause(pause, seenAt)),
    changes: changes.map(readable),
  };
}

/**
 * What was signed before the table had the pause may still reach the exchange: it takes a request for one recvWindow, and
 * no longer (A20). A moment that is a little late is right here, one that is early is not.
 */
export function viewOfPause(pause: Pause, seenAt: Millis): Shown<typeof pauseSchema> {
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
