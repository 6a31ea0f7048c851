import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { searchBackfillKey } from '../../core/item-keys.ts';
import { statuses } from '../instruction/allowed-transitions.ts';
import type { InstructionStatus } from '../instruction/instruction.ts';
import { statusSchema } from '../instruction/schemas.ts';
import type { Item, Table } from './table.ts';

/** How far a pass over all instructions is, which puts those of an earlier version into the search index. */
export interface BackfillPass {
  /** When the first pass began. */
  readonly since: Millis;
  /** The list that this pass reads next, and where in it. Absent where none is under way. */
  readonly status?: InstructionStatus;
  readonly after?: Item;
  /** 1 once all were seen. A second pass sees what a function of the earlier version still wrote meanwhile. */
  readonly passes: number;
}

export interface SeenPass {
  /** Undefined before the first one. */
  readonly pass?: BackfillPass;
  /** How often one was noted. */
  readonly noted: number;
}

export interface SearchBackfill {
  /** Nothing is read any more once all passes were seen to be over. */
  read(): Promise<SeenPass>;
  /** Where another tick noted one meanwhile, that one stays. */
  note(seen: SeenPass, next: BackfillPass): Promise<void>;
}

/** After these many nothing of an earlier version is left. */
export const passesMax = 2;

const passSchema = v.object({
  since: v.number(),
  status: v.exactOptional(statusSchema),
  after: v.exactOptional(v.record(v.string(), v.unknown())),
  passes: v.number(),
});
const itemSchema = v.object({ pass: v.exactOptional(passSchema), noted: v.optional(v.number(), 0) });

export function openSearchBackfill(table: Pick<Table, 'get' | 'update'>): SearchBackfill {
  let done: SeenPass | undefined;
  return {
    read: async () => {
      if (done !== undefined) return done;
      // One that somebody changed says nothing: it begins anew.
      const parsed = v.safeParse(itemSchema, (await table.get(searchBackfillKey)) ?? {});
      const seen: SeenPass = parsed.success ? parsed.output : { noted: 0 };
      if (seen.pass?.passes === passesMax) done = seen;
      return seen;
    },
    note: async ({ noted }, pass) => {
      await table.update(searchBackfillKey, {
        set: { pass, noted: noted + 1 },
        condition: 'attribute_not_exists(#noted) OR #noted = :noted',
        values: { noted },
      });
    },
  };
}

/** The list after this one. Undefined after the last. */
export function statusAfter(status: InstructionStatus): InstructionStatus | undefined {
  return statuses[statuses.indexOf(status) + 1];
}

/** The list that a pass begins with. */
export const firstStatus: InstructionStatus = 'requested';
