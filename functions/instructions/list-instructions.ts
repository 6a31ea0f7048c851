import { idInKey, instructionKey } from '../shared/core/item-keys.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { matchesFilters } from '../shared/ledger/search/instruction-filters.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { InstructionLists } from '../shared/ledger/store/instruction-lists.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { ListQuery } from './list-query.ts';
import { listsFor } from './lists.ts';
import { type Looker, needsDecisionOf } from './needs-me.ts';
import { readLists } from './read-lists.ts';

export interface ListDependencies {
  readonly lists: InstructionLists;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  /** Tells of an item that is not as it was written. */
  readonly reportCorrupt: (error: CorruptItemError) => void;
}

export interface ListedInstructions {
  readonly instructions: readonly Instruction[];
  /** Ids of instructions that are not as they were written. */
  readonly unreadable: readonly string[];
  readonly next?: string;
}

/** One page of what is asked for, for whoever looks where that counts. Throws InvalidInputError for a place that is not in the list. */
export async function listInstructions(
  dependencies: ListDependencies,
  query: ListQuery,
  limit: number,
  looker: Looker | undefined,
): Promise<ListedInstructions> {
  const lists = listsFor(query);
  const from = query.after === undefined ? { list: 0 } : fromCursor(query.after, lists);
  const isForLooker = looker === undefined ? async () => true : decisionsOf(dependencies, looker);
  const { instructions, corrupt, next } = await readLists(dependencies.lists, {
    lists,
    from,
    limit,
    isWanted: async (each) => matchesFilters(each, query.filters) && isForLooker(each),
  });
  for (const error of corrupt) dependencies.reportCorrupt(error);
  const unreadable = corrupt.map(({ key }) => idInKey(key, instructionKey));
  return { instructions, unreadable, ...(next === undefined ? {} : { next: toCursor(next) }) };
}

/** Whether an instruction waits for who looks. Each destination is read once. */
function decisionsOf({ whitelist }: ListDependencies, looker: Looker): (instruction: Instruction) => Promise<boolean> {
  const entries = new Map<string, Promise<WhitelistEntry | undefined>>();
  return async (instruction) => {
    const { destination } = instruction.content;
    const entry = entries.get(destination) ?? whitelist.get(destination);
    entries.set(destination, entry);
    return needsDecisionOf(instruction, looker, await entry);
  };
}
