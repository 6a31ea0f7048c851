import type { Clock, Millis } from '../shared/core/clock.ts';
import type { TickTurn } from '../shared/ledger/store/tick-turns.ts';

/**
 * The function has 50 seconds. A call that begins just before this time is over may take 17 of them, and the figures
 * are read and written after it.
 */
export const tickBudgetMs = 28_000;

/** The time of one part of a tick. */
export interface Turn {
  /** Where the last tick stopped in this part: a key, in the order of its work. */
  readonly after: string | undefined;
  /** Whether nothing more begins. What is first in a part's turn is done in any case. */
  isOver(): boolean;
  /** Where the next tick goes on. Undefined where all was looked at. */
  stopAt(key: string | undefined): void;
  /** The turn of something within this one, with a time and a place of its own. */
  within(name: string, shareMs: Millis): Turn;
}

/** The parts of one tick, each in its turn. */
export interface Turns {
  /** Whether the tick is out of time. */
  isOver(): boolean;
  /** Gives each part its turn, beginning with the one that the last tick did not come to. */
  run(parts: readonly TickPart[]): Promise<void>;
  /** What the next tick has to know. */
  noted(): TickTurn;
}

export interface TickPart {
  readonly name: string;
  /** So long it goes on beginning things, while others wait for their turn. */
  readonly shareMs: Millis;
  run(turn: Turn): Promise<void>;
}

/**
 * Each part of a tick gets its turn: in this tick, or first of all in the next one. So a part that takes all the time
 * that there is keeps no other for longer than there are parts.
 */
export function startTurns(clock: Clock, last: TickTurn): Turns {
  const until = clock.now() + tickBudgetMs;
  const after = new Map(Object.entries(last.after ?? {}));
  let next: string | undefined;
  const isOver = () => clock.now() >= until;
  return {
    isOver,
    run: async (parts) => {
      const first = Math.max(
        0,
        parts.findIndex(({ name }) => name === last.part),
      );
      for (const [index, part] of [...parts.slice(first), ...parts.slice(0, first)].entries()) {
        if (index > 0 && isOver()) {
          next = part.name;
          return;
        }
        await part.run(turnOf(part));
      }
    },
    noted: () => ({
      ...(next === undefined ? {} : { part: next }),
      ...(after.size === 0 ? {} : { after: Object.fromEntries(after) }),
    }),
  };

  function turnOf({ name, shareMs }: Pick<TickPart, 'name' | 'shareMs'>): Turn {
    const share = clock.now() + shareMs;
    return {
      after: after.get(name),
      isOver: () => isOver() || clock.now() >= share,
      stopAt: (key) => void (key === undefined ? after.delete(name) : after.set(name, key)),
      within: (part, ms) => turnOf({ name: `${name} ${part}`, shareMs: ms }),
    };
  }
}

/**
 * Does one thing after the other, in the order of their keys, beginning behind where the last tick stopped. One at
 * least, so that what waits comes up after a number of ticks that is bounded.
 */
export async function inTurn<Each>(
  all: readonly Each[],
  keyOf: (each: Each) => string,
  turn: Turn,
  act: (each: Each) => Promise<void>,
): Promise<void> {
  const keyed = all.map((each) => ({ key: keyOf(each), each }));
  const ordered = turn.after === undefined ? keyed : behind(keyed, turn.after);
  let done: string | undefined;
  for (const { key, each } of ordered) {
    if (done !== undefined && turn.isOver()) {
      turn.stopAt(done);
      return;
    }
    await act(each);
    done = key;
  }
  turn.stopAt(undefined);
}

/** In the order of their keys, those behind a place first. */
function behind<Keyed extends { readonly key: string }>(keyed: readonly Keyed[], after: string): readonly Keyed[] {
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return [...sorted.filter(({ key }) => key > after), ...sorted.filter(({ key }) => key <= after)];
}
