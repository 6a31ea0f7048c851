import { isSamePerson } from '../../../ledger/instruction/person.ts';
import type { Millis } from '../../core/clock.ts';
import { TooManyPausesError } from './errors.ts';
import { type Scope, type Subject, scopesOf } from './scope.ts';

/** Who does something, and when. */
export interface Doing {
  readonly by: string;
  readonly at: Millis;
}

/** One change of the switch, for the auditor. A pause that is asked for again changes something only if it cancels a resume. */
export interface PauseChange extends Doing {
  /** Counts up by one, over all scopes. */
  readonly number: number;
  readonly what: 'paused' | 'resume-proposed' | 'resumed';
  readonly scope: Scope;
  readonly reason?: string;
}

/** While it stands nothing is sent that its scope covers. */
export interface Pause extends Doing {
  readonly scope: Scope;
  readonly reason: string;
  /** A moment at which the table had it. Not there where nobody noted one. */
  readonly acceptedAt?: Millis;
  /** The first of the two people whom it takes to send again. */
  readonly resume?: Doing;
}

/** The switch and how it came to stand as it does. */
export interface PauseSwitch {
  /** At most one of a scope, oldest first. */
  readonly pauses: readonly Pause[];
  /** The last ones, oldest first. */
  readonly changes: readonly PauseChange[];
  /** The number of the last change that is on the bus. */
  readonly told: number;
}

/** As long as nobody ever paused. */
export const neverPaused: PauseSwitch = { pauses: [], changes: [], told: 0 };

/** So many changes are kept. The functions' logs and the bus have the older ones. */
export const changesMax = 100;

/** So many scopes may be paused beside `all`, which always has its place. An item has room for 400 KB. */
export const scopedPausesMax = 50;

/** From the moment that a pause names as its own until the table has it: all the time of the function that pauses. */
export const acceptanceMs = 20_000;

/** The pause that stops it, if any does. */
export function pausing(pauses: readonly Pause[], subject: Subject): Pause | undefined {
  const covering = scopesOf(subject);
  return pauses.find(({ scope }) => covering.includes(scope));
}

export function standingAt({ pauses }: PauseSwitch, scope: Scope): Pause | undefined {
  return pauses.find((pause) => pause.scope === scope);
}

/**
 * One person is enough. The first pause of a scope stands; asked for again it cancels a resume that waits for its second
 * person. Throws TooManyPausesError.
 */
export function pauseSending(now: PauseSwitch, scope: Scope, reason: string, doing: Doing): PauseSwitch {
  const before = standingAt(now, scope);
  const change = { what: 'paused', scope, reason, ...doing } as const;
  if (before === undefined) {
    const scoped = now.pauses.filter((pause) => pause.scope !== 'all');
    if (scope !== 'all' && scoped.length >= scopedPausesMax) throw new TooManyPausesError(scopedPausesMax);
    return changed(now, change, [...now.pauses, { scope, reason, ...doing }]);
  }
  if (before.resume === undefined) return now;
  const { resume: _canceled, ...standing } = before;
  return changed(now, change, replaced(now, standing));
}

/** The first person proposes, a second and different one agrees, each scope by itself. The same person again changes nothing. */
export function resumeSending(now: PauseSwitch, scope: Scope, doing: Doing): PauseSwitch {
  const pause = standingAt(now, scope);
  if (pause === undefined) return now;
  if (pause.resume === undefined) {
    const proposed = { ...pause, resume: doing };
    return changed(now, { what: 'resume-proposed', scope, ...doing }, replaced(now, proposed));
  }
  if (isSamePerson(pause.resume.by, doing.by)) return now;
  const others = now.pauses.filter((each) => each !== pause);
  return changed(now, { what: 'resumed', scope, ...doing }, others);
}

/** Changes up to this number are on the bus; and what was read at `at`, the table had by then. */
export function noteTold(now: PauseSwitch, number: number, at: Millis): PauseSwitch {
  if (number <= now.told) return now;
  const accepted = (pause: Pause): Pause =>
    pause.acceptedAt === undefined ? { ...pause, acceptedAt: acceptedBy(pause, at) } : pause;
  return { ...now, pauses: now.pauses.map(accepted), told: number };
}

/** The earliest moment at which the table certainly had a pause that somebody saw there at `seenAt`. */
export function acceptedBy({ acceptedAt, at }: Pause, seenAt: Millis): Millis {
  return acceptedAt ?? Math.min(seenAt, at + acceptanceMs);
}

function changed(now: PauseSwitch, change: Omit<PauseChange, 'number'>, pauses: readonly Pause[]): PauseSwitch {
  const number = (now.changes.at(-1)?.number ?? 0) + 1;
  return { ...now, pauses, changes: [...now.changes, { number, ...change }].slice(-changesMax) };
}

function replaced({ pauses }: PauseSwitch, next: Pause): readonly Pause[] {
  return pauses.map((pause) => (pause.scope === next.scope ? next : pause));
}
