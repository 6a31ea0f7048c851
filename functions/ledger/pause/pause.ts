import type { Millis } from '../../base/clock.ts';
import { isSamePerson } from '../instruction/person.ts';

/** Who does something, and when. */
export interface Doing {
  readonly by: string;
  readonly at: Millis;
}

/** One change of the switch, for the auditor. A pause that is asked for again changes something only if it cancels a resume. */
export interface PauseChange extends Doing {
  readonly what: 'paused' | 'resume-proposed' | 'resumed';
  readonly reason?: string;
}

/** Nothing is sent while there is one. */
export interface Pause extends Doing {
  /** What it stops. `all` is the only scope of this version. */
  readonly scope: 'all';
  readonly reason: string;
  /** The first of the two people whom it takes to send again. */
  readonly resume?: Doing;
}

/** The switch and how it came to stand as it does. */
export interface PauseSwitch {
  readonly pause?: Pause;
  /** The last ones, oldest first. */
  readonly changes: readonly PauseChange[];
}

/** As long as nobody ever paused. */
export const neverPaused: PauseSwitch = { changes: [] };

/** So many changes are kept. The functions' logs have the older ones. */
export const changesMax = 100;

/** One person is enough. The first pause stands; asked for again it cancels a resume that waits for its second person. */
export function pauseSending(now: PauseSwitch, reason: string, doing: Doing): PauseSwitch {
  const change = { what: 'paused', reason, ...doing } as const;
  if (now.pause === undefined) return changed(now, change, { scope: 'all', reason, ...doing });
  if (now.pause.resume === undefined) return now;
  const { resume: _canceled, ...standing } = now.pause;
  return changed(now, change, standing);
}

/** The first person proposes, a second and different one agrees. The same person again changes nothing. */
export function resumeSending(now: PauseSwitch, doing: Doing): PauseSwitch {
  const { pause } = now;
  if (pause === undefined) return now;
  if (pause.resume === undefined) {
    return changed(now, { what: 'resume-proposed', ...doing }, { ...pause, resume: doing });
  }
  return isSamePerson(pause.resume.by, doing.by) ? now : changed(now, { what: 'resumed', ...doing });
}

function changed(now: PauseSwitch, change: PauseChange, pause?: Pause): PauseSwitch {
  const changes = [...now.changes, change].slice(-changesMax);
  return pause === undefined ? { changes } : { pause, changes };
}
