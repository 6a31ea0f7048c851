import { instructionKey } from '../../core/item-keys.ts';
import { searchIndex } from '../../core/names.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { CorruptItemError } from './errors.ts';
import { fromItem } from './item.ts';
import type { Item, Query, Table } from './table.ts';

export interface InstructionPage {
  readonly instructions: readonly Instruction[];
  /** Items that are not as they were written. One of them must not stop the work on the others. */
  readonly corrupt: readonly CorruptItemError[];
  readonly next?: Item;
}

/** A list of instructions in an index: a query, but for the page of it. */
export type InstructionList = Omit<Query, 'limit' | 'after'>;

/** A page, and what it has cost. */
export interface ReadPage extends InstructionPage {
  /** Items that were read for it. */
  readonly reads: number;
}

/** Lists of instructions, for people who look. Eventually consistent as every index; what is shown is read as it is. */
export interface InstructionLists {
  /** How many items are read for each instruction of a list: the search index holds only where it is. */
  readsEach(list: InstructionList): 1 | 2;
  read(list: InstructionList, limit: number, after?: Item): Promise<ReadPage>;
}

export function openInstructionLists(table: Pick<Table, 'get' | 'query'>): InstructionLists {
  return {
    readsEach,
    read: async (list, limit, after) => {
      const { items, next } = await table.query({ ...list, limit, ...(after === undefined ? {} : { after }) });
      const whole = readsEach(list) === 1 ? items : await getAll(table, items.map(idIn));
      const reads = items.length * readsEach(list);
      return { ...parsed(whole), reads, ...(next === undefined ? {} : { next }) };
    },
  };
}

/** Reads a page of a list whose index holds whole items. */
export async function readPage(table: Pick<Table, 'query'>, query: Query): Promise<InstructionPage> {
  const { items, next } = await table.query(query);
  return { ...parsed(items), ...(next === undefined ? {} : { next }) };
}

function readsEach({ index }: InstructionList): 1 | 2 {
  return index.name === searchIndex.name ? 2 : 1;
}

/** The id behind the time of its place in a list. */
function idIn(entry: Item): string {
  return String(entry[searchIndex.sort]).split('#')[1] ?? '';
}

/** So many at once: a page waits for a few answers of the table, and the table for no crowd. */
const atOnce = 25;

/** An entry of the index says only where to look: what is not there was put into the index by somebody else. */
async function getAll(table: Pick<Table, 'get'>, ids: readonly string[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const found = await Promise.all(ids.slice(from, from + atOnce).map((id) => table.get(instructionKey(id))));
    items.push(...found.filter((item) => item !== undefined));
  }
  return items;
}

function parsed(items: readonly Item[]): Pick<InstructionPage, 'instructions' | 'corrupt'> {
  const instructions: Instruction[] = [];
  const corrupt: CorruptItemError[] = [];
  for (const item of items) {
    try {
      instructions.push(fromItem(item));
    } catch (error) {
      if (!(error instanceof CorruptItemError)) throw error;
      corrupt.push(error);
    }
  }
  return { instructions, corrupt };
}
