import { type Clock, iso } from '../../core/clock.ts';
import { markChangesPublished, type PauseChange, type PauseState } from '../pause/pause.ts';
import type { PauseStore } from '../store/pauses.ts';
import type { Bus, OutgoingEvent } from './bus.ts';

export interface PauseEventDependencies {
  readonly pauses: Pick<PauseStore, 'change'>;
  readonly bus: Bus;
  readonly clock: Clock;
}

/**
 * Puts every change on the bus that is not there yet, oldest first, and notes it. A listener may get one twice:
 * `number` names it. Safe to run at any time: what a crash left untold is told by the next change, or by the tick.
 */
export async function publishPauseChanges(
  { pauses, bus, clock }: PauseEventDependencies,
  state: PauseState,
): Promise<void> {
  const unpublished = state.changes.filter(({ number }) => number > state.told);
  const last = unpublished.at(-1);
  if (last === undefined) return;
  await bus.publish(unpublished.map((change) => pauseChangedEvent(change, state)));
  await pauses.change((now) => markChangesPublished(now, last.number, clock.now()));
}

/** All that somebody needs who is called at night: what changed, by whom, why, and what is paused now. */
function pauseChangedEvent(
  { at, identity: _kept, word: _signed, ...change }: PauseChange,
  { pauses }: PauseState,
): OutgoingEvent {
  const standing = pauses.map(({ scope }) => scope);
  return { detailType: 'PauseChanged', detail: { ...change, at: iso(at), standing } };
}
