import { iso, type Millis } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { recvWindowMs } from '../shared/exchange/client/limits.ts';
import { pauseDigest } from '../shared/ledger/authorization/what-is-said.ts';
import {
  acceptedAtLatest,
  type Pause,
  type PauseChange,
  type PauseStamp,
  type PauseState,
} from '../shared/ledger/pause/pause.ts';
import { signingDevice } from '../shared/passkeys/signing-device.ts';
import type { pauseSchema, pauseStateViewSchema } from './view-schema.ts';

export type PauseStateView = ResponseType<typeof pauseStateViewSchema>;

/** The switch as JSON for people and programs, as it was seen in the table at `seenAt`. */
export function pauseStateView({ pauses, changes }: PauseState, seenAt: Millis): PauseStateView {
  return {
    paused: pauses.length > 0,
    pauses: pauses.map((pause) => pauseView(pause, seenAt)),
    changes: changes.map(changeView),
  };
}

/**
 * What was signed before the table had the pause may still reach the exchange: it takes a request for one recvWindow,
 * and no longer (A20). A moment that is a little late is right here, one that is early is not.
 */
export function pauseView(pause: Pause, seenAt: Millis): ResponseType<typeof pauseSchema> {
  const { acceptedAt: _noted, resume, ...fields } = pause;
  return {
    ...withIsoTime(fields),
    digest: pauseDigest(pause),
    inForceAt: iso(acceptedAtLatest(pause, seenAt) + recvWindowMs),
    ...(resume === undefined ? {} : { resume: withIsoTime(resume) }),
  };
}

export function changeView({ word, ...change }: PauseChange): PauseStateView['changes'][number] {
  return { ...withIsoTime(change), ...signingDevice(word) };
}

function withIsoTime<Done extends PauseStamp>(done: Done): Omit<Done, 'at'> & { readonly at: string } {
  return { ...done, at: iso(done.at) };
}
