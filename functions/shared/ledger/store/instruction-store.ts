import { assert } from '../../core/errors.ts';
import type { InstructionId } from '../../core/ids.ts';
import { instructionKey } from '../../core/item-keys.ts';
import { byStatusIndex, openIndex, openValues } from '../../core/names.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { Instruction, InstructionStatus } from '../instruction/instruction.ts';
import { VersionConflictError } from './errors.ts';
import { type InstructionPage, readPage } from './instruction-lists.ts';
import { changingAttributes, fromItem, newItem } from './item.ts';
import { openReminders, type ReminderStore } from './reminders.ts';
import { enterIntoSearch, ownSearchAttributes } from './search-index.ts';
import type { Item, Query, Table } from './table.ts';
import { openWaitingTasks, type WaitingTaskStore } from './waiting-tasks.ts';

export type CreateResult =
  | { readonly kind: 'created'; readonly instruction: Instruction }
  /** The same id with the same content: the same instruction, asked for again. */
  | { readonly kind: 'same'; readonly instruction: Instruction }
  /** The same id with other content. */
  | { readonly kind: 'conflict'; readonly instruction: Instruction };

/**
 * Open instructions that one tick looks at, the oldest first. More than these are open only when very much is wrong.
 */
export const openMax = 5_000;

/** Instructions in the table. Every change is one conditional write on one item. */
export interface InstructionStore extends WaitingTaskStore, ReminderStore {
  get(id: InstructionId): Promise<Instruction | undefined>;
  create(instruction: Instruction): Promise<CreateResult>;
  /** Writes `next` if the item is still as `seen`. Throws VersionConflictError otherwise. */
  update(seen: Instruction, next: Instruction): Promise<void>;
  /**
   * Puts it into the search index, and notes that and that the events up to this version are on the bus. An ended instruction then leaves the open index, unless an
   * execution still waits to be told of its end.
   */
  markPublished(instruction: Instruction): Promise<void>;
  /** Puts one of an earlier version into the search index, and notes that. */
  markSearchable(instruction: Instruction): Promise<void>;
  /** The oldest open ones. Eventually consistent: what is decided from it is checked again by the write. */
  listOpen(limit: number, after?: Item): Promise<InstructionPage>;
  listByStatus(status: InstructionStatus, limit: number, after?: Item): Promise<InstructionPage>;
}

/** `newWriteId` gives a text that no other write has, such as a UUID. */
export function openInstructionStore(table: Table, newWriteId: () => string): InstructionStore {
  return {
    ...openWaitingTasks(table),
    ...openReminders(table),
    get: async (id) => {
      const item = await table.get(instructionKey(id));
      return item === undefined ? undefined : fromItem(item);
    },
    create: (instruction) => create(table, instruction, newWriteId()),
    update: (seen, next) => update(table, seen, next, newWriteId()),
    markPublished: (instruction) => markPublished(table, instruction),
    markSearchable: (instruction) => markSearchable(table, instruction),
    listOpen: (limit, after) =>
      readPage(table, { index: openIndex, value: openValues.instructions, limit, newestFirst: false, ...place(after) }),
    listByStatus: (status, limit, after) =>
      readPage(table, { index: byStatusIndex, value: status, limit, newestFirst: true, ...place(after) }),
  };
}

async function markSearchable(table: Table, instruction: Instruction): Promise<void> {
  const { version } = instruction;
  await enterIntoSearch(table, instruction);
  // Where the condition does not hold somebody moved the instruction on, and puts it into the index.
  await table.update(instructionKey(instruction.content.instructionId), {
    set: searchMark(instruction),
    condition: '#version = :version',
    values: { version },
  });
}

function searchMark(instruction: Instruction): Item {
  return { searchableVersion: instruction.version, ...ownSearchAttributes(instruction) };
}

function place(after: Item | undefined): Pick<Query, 'after'> {
  return after === undefined ? {} : { after };
}

async function create(table: Table, instruction: Instruction, writeId: string): Promise<CreateResult> {
  assert(instruction.version === instruction.history.length, 'each version has its history entry');
  if (await table.putNew(newItem(instruction, writeId))) return { kind: 'created', instruction };
  const { instructionId } = instruction.content;
  const item = await table.get(instructionKey(instructionId));
  assert(item !== undefined, 'an item that stood in the way of a new one is there');
  const existing = fromItem(item);
  // The SDK sends a write again when its answer is lost: then our own write stands in our way.
  if (item.writeId === writeId) return { kind: 'created', instruction: existing };
  return { kind: existing.digest === instruction.digest ? 'same' : 'conflict', instruction: existing };
}

async function update(table: Table, seen: Instruction, next: Instruction, writeId: string): Promise<void> {
  assert(next.version > seen.version, 'a transition makes a new version');
  assert(next.version === next.history.length, 'each version has its history entry');
  assert(next.digest === seen.digest, 'content never changes');
  const key = instructionKey(seen.content.instructionId);
  const written = await table.update(key, {
    set: changingAttributes(next, writeId),
    condition: '#version = :seen',
    values: { seen: seen.version },
  });
  if (written) return;
  const item = await table.get(key);
  assert(item !== undefined, 'instructions are never deleted');
  if (item.writeId !== writeId) throw new VersionConflictError(fromItem(item));
}

async function markPublished(table: Table, instruction: Instruction): Promise<void> {
  const key = instructionKey(instruction.content.instructionId);
  const { version } = instruction;
  // Before it is noted: one that ended leaves the open index by the note, and nobody would come back to it.
  await enterIntoSearch(table, instruction);
  const mark = { set: { publishedVersion: version, ...searchMark(instruction) }, values: { version } };
  // Where this condition does not hold somebody moved the instruction on, and publishes it.
  const condition = '#version = :version';
  if (isTerminal(instruction.state.status)) {
    const nobodyWaits = `${condition} AND attribute_not_exists(#taskToken)`;
    const remove = [openIndex.key, openIndex.sort];
    if (await table.update(key, { ...mark, remove, condition: nobodyWaits })) return;
  }
  await table.update(key, { ...mark, condition });
}
