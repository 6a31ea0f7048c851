import { type Clock, iso } from '../../core/clock.ts';
import { noteTold, type PauseChange, type PauseSwitch } from '../pause/pause.ts';
import type { PauseStore } from '../store/pauses.ts';
import type { Bus, OutgoingEvent } from './bus.ts';

export interface PauseEventParts {
  readonly pauses: Pick<PauseStore, 'change'>;
  readonly bus: Bus;
  readonly clock: Clock;
}

/**
 * Puts every change on the bus that is not there yet, oldest first, and notes it. A listener may get one twice: `number`
 * names it. Safe to run at any time: what a crash left untold is told by the next change, or by the tick.
 */
export async function tellChanges({ pauses, bus, clock }: PauseEventParts, seen: PauseSwitch): Promise<void> {
  const untold = seen.changes.filter(({ number }) => number > seen.told);
  const last = untold.at(-1);
  if (last === undefined) return;
  await bus.publish(untold.map((change) => eventOf(change, seen)));
  await pauses.change((now) => noteTold(now, last.number, clock.now()));
}

/** All that somebody needs who is called at night: what changed, by whom, why, and what is paused now. */
function eventOf({ at, ...change }: PauseChange, { pauses }: PauseSwitch): OutgoingEvent {
  const standing = pauses.map(({ scope }) => scope);
  return { detailType: 'PauseChanged', detail: { ...change, at: iso(at), standing } };
}
