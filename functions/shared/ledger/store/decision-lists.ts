import { instructionKey } from '../../core/item-keys.ts';
import { searchIndex } from '../../core/names.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { type Decision, decisionsOf } from '../search/decisions.ts';
import { CorruptItemError } from './errors.ts';
import type { InstructionList } from './instruction-lists.ts';
import { fromItem } from './item.ts';
import type { Item, Table } from './table.ts';

/** A decision, and the instruction that it is of, as it stands now. */
export interface FoundDecision {
  readonly decision: Decision;
  readonly instruction: Instruction;
}

export interface DecisionPage {
  readonly decisions: readonly FoundDecision[];
  /** Instructions that are not as they were written: what was decided about them is not shown. */
  readonly corrupt: readonly CorruptItemError[];
  readonly next?: Item;
}

/**
 * Reads one page of people's decisions. The index says only where to look: what is shown is what the instruction's own
 * history tells of. So a page reads at most two items for each decision.
 */
export async function readDecisions(
  table: Pick<Table, 'get' | 'query'>,
  list: InstructionList,
  limit: number,
  after?: Item,
): Promise<DecisionPage> {
  const { items, next } = await table.query({ ...list, limit, ...(after === undefined ? {} : { after }) });
  const places = items.map(placeOf);
  const ids = [...new Set(places.map(({ id }) => id))];
  const read = await Promise.all(ids.map(async (id) => [id, await readOne(table, id)] as const));
  const known = new Map(read);
  const decisions = places.flatMap(({ id, version }) => {
    const instruction = known.get(id);
    if (instruction === undefined || instruction instanceof CorruptItemError) return [];
    return decisionsOf(instruction)
      .filter((each) => each.version === version)
      .map((decision) => ({ decision, instruction }));
  });
  const corrupt = [...known.values()].filter((each) => each instanceof CorruptItemError);
  return { decisions, corrupt, ...(next === undefined ? {} : { next }) };
}

/** A place in the list is a time, an instruction's id, and the version that the decision made. */
function placeOf(entry: Item): { readonly id: string; readonly version: number } {
  const [, id = '', version] = String(entry[searchIndex.sort]).split('#');
  return { id, version: Number(version) };
}

async function readOne(table: Pick<Table, 'get'>, id: string): Promise<Instruction | CorruptItemError | undefined> {
  const item = await table.get(instructionKey(id));
  if (item === undefined) return undefined;
  try {
    return fromItem(item);
  } catch (error) {
    if (error instanceof CorruptItemError) return error;
    throw error;
  }
}
