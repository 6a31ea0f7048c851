import * as v from 'valibot';
import { tickKey } from '../../core/item-keys.ts';
import type { Item, Table } from './table.ts';

/** Where a tick stopped that had not the time for all. */
export interface TickTurn {
  /** The part that it did not come to. */
  readonly part?: string;
  /** What each part that was cut looked at last. */
  readonly after?: Readonly<Record<string, string>>;
  /** The list of what is open goes on behind this. */
  readonly open?: Item;
}

export interface SeenTurn extends TickTurn {
  /** How often one was noted. */
  readonly noted: number;
}

/** Where ticks go on. */
export interface TickTurns {
  last(): Promise<SeenTurn>;
  /** Where another tick noted one meanwhile, that one stays. What is as before is not written. */
  note(seen: SeenTurn, next: TickTurn): Promise<void>;
}

const turnSchema = v.object({
  part: v.exactOptional(v.string()),
  after: v.exactOptional(v.record(v.string(), v.string())),
  open: v.exactOptional(v.record(v.string(), v.unknown())),
});
const itemSchema = v.object({ turn: v.optional(turnSchema, {}), turnsNoted: v.optional(v.number(), 0) });

export function openTickTurns(table: Table): TickTurns {
  return {
    last: async () => {
      // One that somebody changed says nothing: the tick begins from the beginning.
      const parsed = v.safeParse(itemSchema, (await table.get(tickKey)) ?? {});
      if (!parsed.success) return { noted: 0 };
      return { ...parsed.output.turn, noted: parsed.output.turnsNoted };
    },
    note: async ({ noted, ...seen }, next) => {
      if (JSON.stringify(sorted(seen)) === JSON.stringify(sorted(next))) return;
      await table.update(tickKey, {
        set: { turn: next, turnsNoted: noted + 1 },
        condition: 'attribute_not_exists(#turnsNoted) OR #turnsNoted = :noted',
        values: { noted },
      });
    },
  };
}

function sorted({ part, after, open }: TickTurn): unknown {
  const entries = (of: object = {}) => Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [part ?? null, entries(after), open === undefined ? null : entries(open)];
}
