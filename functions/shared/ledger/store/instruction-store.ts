import { assert } from '../../core/errors.ts';
import type { InstructionId } from '../../core/ids.ts';
import { instructionKey } from '../../core/item-keys.ts';
import { byStatusIndex, openIndex, openValues } from '../../core/names.ts';
import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { Instruction, InstructionStatus } from '../instruction/instruction.ts';
import { CorruptItemError, VersionConflictError } from './errors.ts';
import { changingAttributes, fromItem, newItem } from './item.ts';
import { openReminders, type ReminderStore } from './reminders.ts';
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

export interface InstructionPage {
  readonly instructions: readonly Instruction[];
  /** Items that are not as they were written. One of them must not stop the work on the others. */
  readonly corrupt: readonly CorruptItemError[];
  readonly next?: Item;
}

/** Instructions in the table. Every change is one conditional write on one item. */
export interface InstructionStore extends WaitingTaskStore, ReminderStore {
  get(id: InstructionId): Promise<Instruction | undefined>;
  create(instruction: Instruction): Promise<CreateResult>;
  /** Writes `next` if the item is still as `seen`. Throws VersionConflictError otherwise. */
  update(seen: Instruction, next: Instruction): Promise<void>;
  /**
   * Notes that the events up to this version are on the bus. An ended instruction then leaves the open index, unless an
   * execution still waits to be told of its end.
   */
  markPublished(instruction: Instruction): Promise<void>;
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
    listOpen: (limit, after) =>
      list(table, { index: openIndex, value: openValues.instructions, limit, newestFirst: false }, after),
    listByStatus: (status, limit, after) =>
      list(table, { index: byStatusIndex, value: status, limit, newestFirst: true }, after),
  };
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
  const mark = { set: { publishedVersion: instruction.version }, values: { version: instruction.version } };
  // Where this condition does not hold somebody moved the instruction on, and publishes it.
  const condition = '#version = :version';
  if (isTerminal(instruction.state.status)) {
    const nobodyWaits = `${condition} AND attribute_not_exists(#taskToken)`;
    const remove = [openIndex.key, openIndex.sort];
    if (await table.update(key, { ...mark, remove, condition: nobodyWaits })) return;
  }
  await table.update(key, { ...mark, condition });
}

async function list(table: Table, query: Query, after?: Item): Promise<InstructionPage> {
  const page = await table.query(after === undefined ? query : { ...query, after });
  const instructions: Instruction[] = [];
  const corrupt: CorruptItemError[] = [];
  for (const item of page.items) {
    try {
      instructions.push(fromItem(item));
    } catch (error) {
      if (!(error instanceof CorruptItemError)) throw error;
      corrupt.push(error);
    }
  }
  return { instructions, corrupt, ...(page.next === undefined ? {} : { next: page.next }) };
}
