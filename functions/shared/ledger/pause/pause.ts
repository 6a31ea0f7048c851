import type { Millis } from '../../core/clock.ts';
import { comparePeople, type FirstEpoch, type PersonStamp } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import { signingDevice } from '../../passkeys/signing-device.ts';
import { TooManyPausesError } from './errors.ts';
import { type PauseSubject, type Scope, scopesOf } from './scope.ts';

/** Who does something, and when. */
export type PauseStamp = PersonStamp;

/**
 * One change of the switch, for the auditor. A pause that is asked for again changes something only if it cancels a
 * resume.
 */
export interface PauseChange extends PauseStamp {
  /** Counts up by one, over all scopes. */
  readonly number: number;
  readonly what: 'paused' | 'resume-proposed' | 'resumed';
  readonly scope: Scope;
  readonly reason?: string;
  /** What a device of the person signed for it. Only the latest have it: see `wordsMax`. */
  readonly word?: SignedWord;
}

/** The first of the two people whom it takes to send again. */
export interface ProposedResume extends PauseStamp {
  /** Of one that a device signed: the id of its credential. */
  readonly device?: string;
}

/** While it stands nothing is sent that its scope covers. */
export interface Pause extends PauseStamp {
  readonly scope: Scope;
  readonly reason: string;
  /** A moment at which the table had it. Not there where nobody noted one. */
  readonly acceptedAt?: Millis;
  readonly resume?: ProposedResume;
}

/** The switch and how it came to stand as it does. */
export interface PauseState {
  /** At most one of a scope, oldest first. */
  readonly pauses: readonly Pause[];
  /** The last ones, oldest first. */
  readonly changes: readonly PauseChange[];
  /** The number of the last change that is on the bus. */
  readonly told: number;
}

/** As long as nobody ever paused. */
export const neverPaused: PauseState = { pauses: [], changes: [], told: 0 };

/** So many changes are kept. The functions' logs and the bus have the older ones. */
export const changesMax = 100;

/** So many changes keep what was signed for them: with all of them there may be no room for the next pause. */
export const wordsMax = 20;

/** So many scopes may be paused beside `all`, which always has its place. An item has room for 400 KB. */
export const scopedPausesMax = 50;

/** From the moment that a pause names as its own until the table has it: all the time of the function that pauses. */
export const acceptanceMs = 20_000;

/** The pause that stops it, if any does. */
export function findCoveringPause(pauses: readonly Pause[], subject: PauseSubject): Pause | undefined {
  const covering = scopesOf(subject);
  return pauses.find(({ scope }) => covering.includes(scope));
}

export function findPause({ pauses }: PauseState, scope: Scope): Pause | undefined {
  return pauses.find((pause) => pause.scope === scope);
}

/**
 * One person is enough. The first pause of a scope stands; asked for again it cancels a resume that waits for its
 * second person. Throws TooManyPausesError.
 */
export function pauseSending(now: PauseState, scope: Scope, reason: string, stamp: PauseStamp): PauseState {
  const before = findPause(now, scope);
  const change = { what: 'paused', scope, reason, ...stamp } as const;
  if (before === undefined) {
    const scoped = now.pauses.filter((pause) => pause.scope !== 'all');
    if (scope !== 'all' && scoped.length >= scopedPausesMax) throw new TooManyPausesError(scopedPausesMax);
    return withChange(now, change, [...now.pauses, { scope, reason, ...stamp }]);
  }
  if (before.resume === undefined) return now;
  const { resume: _canceled, ...standing } = before;
  return withChange(now, change, replacePause(now, standing));
}

/** What the person's device signed for it, judged before, and whether it takes that. */
export interface ResumeSignature {
  readonly isAsked?: boolean;
  readonly word?: SignedWord | undefined;
}

/**
 * The first person proposes, a second and different one agrees, each scope by itself. The same person again changes
 * nothing. After a change of how people are named the second one is the first again; so it is where signatures are
 * asked for, and the first person gave none.
 */
export function resumeSending(
  now: PauseState,
  scope: Scope,
  stamp: PauseStamp,
  firstEpoch?: FirstEpoch,
  { isAsked = false, word }: ResumeSignature = {},
): PauseState {
  const pause = findPause(now, scope);
  if (pause === undefined) return now;
  const { resume } = pause;
  const first = isAsked && resume?.device === undefined ? undefined : resume;
  const compared = first === undefined ? 'unknown' : comparePeople(first, stamp, firstEpoch);
  if (compared === 'same') return now;
  const change = { scope, ...stamp, ...(word === undefined ? {} : { word }) };
  if (compared === 'unknown') {
    const proposed = { ...pause, resume: { ...stamp, ...signingDevice(word) } };
    return withChange(now, { what: 'resume-proposed', ...change }, replacePause(now, proposed));
  }
  const others = now.pauses.filter((each) => each !== pause);
  return withChange(now, { what: 'resumed', ...change }, others);
}

/** Changes up to this number are on the bus; and what was read at `at`, the table had by then. */
export function markChangesPublished(now: PauseState, number: number, at: Millis): PauseState {
  if (number <= now.told) return now;
  const accepted = (pause: Pause): Pause =>
    pause.acceptedAt === undefined ? { ...pause, acceptedAt: acceptedAtLatest(pause, at) } : pause;
  return { ...now, pauses: now.pauses.map(accepted), told: number };
}

/** The earliest moment at which the table certainly had a pause that somebody saw there at `seenAt`. */
export function acceptedAtLatest({ acceptedAt, at }: Pause, seenAt: Millis): Millis {
  return acceptedAt ?? Math.min(seenAt, at + acceptanceMs);
}

function withChange(now: PauseState, change: Omit<PauseChange, 'number'>, pauses: readonly Pause[]): PauseState {
  const number = (now.changes.at(-1)?.number ?? 0) + 1;
  const earlier = now.changes.map((each) => (each.number > number - wordsMax ? each : withoutWord(each)));
  return { ...now, pauses, changes: [...earlier, { number, ...change }].slice(-changesMax) };
}

function withoutWord({ word: _dropped, ...change }: PauseChange): PauseChange {
  return change;
}

function replacePause({ pauses }: PauseState, next: Pause): readonly Pause[] {
  return pauses.map((pause) => (pause.scope === next.scope ? next : pause));
}
