import type { Millis } from '../../../functions/shared/core/clock.ts';

interface Entry {
  readonly at: Millis;
  readonly run: (at: Millis) => void;
}

/** What becomes true by itself as time goes on. There are no timers: whoever asks first brings it up to date. */
export interface TimedEvents {
  schedule(at: Millis, run: (at: Millis) => void): void;
  /** The same, before all else of that moment. */
  scheduleFirst(at: Millis, run: (at: Millis) => void): void;
  /** Runs all that is due by `now`, in the order of time. What an entry schedules runs too, if it is due. */
  advance(now: Millis): void;
}

export function createTimedEvents(): TimedEvents {
  const entries: Entry[] = [];

  function insert(entry: Entry, isAfter: (other: Entry) => boolean): void {
    const later = entries.findIndex(isAfter);
    entries.splice(later === -1 ? entries.length : later, 0, entry);
  }

  return {
    schedule: (at, run) => insert({ at, run }, (other) => other.at > at),
    scheduleFirst: (at, run) => insert({ at, run }, (other) => other.at >= at),
    advance: (now) => {
      for (let next = entries[0]; next !== undefined && next.at <= now; next = entries[0]) {
        entries.shift();
        next.run(next.at);
      }
    },
  };
}
