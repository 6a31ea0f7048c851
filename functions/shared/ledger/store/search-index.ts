import { searchEntryKey } from '../../core/item-keys.ts';
import { searchIndex } from '../../core/names.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { allListed } from '../search/listed-by.ts';
import { listedAt, searchEntriesOf } from '../search/search-entries.ts';
import type { SearchEntry } from '../search/search-entry.ts';
import type { Item, Table } from './table.ts';

/** Writes entries of the search index. Safe to run twice: an entry is always the same. */
export async function putSearchEntries(table: Pick<Table, 'put'>, entries: readonly SearchEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => table.put(toItem(entry))));
}

function toItem({ subject, listedBy, listedAt: place }: SearchEntry): Item {
  return { pk: searchEntryKey(subject, listedBy), [searchIndex.key]: listedBy, [searchIndex.sort]: place };
}

/** What stands in an instruction's own item: its place among all. */
export function ownSearchAttributes(instruction: Pick<Instruction, 'createdAt' | 'content'>): Item {
  return { [searchIndex.key]: allListed, [searchIndex.sort]: listedAt(instruction) };
}

/** Puts an instruction into the search index as far as it is not there yet. */
export async function enterIntoSearch(table: Pick<Table, 'put'>, instruction: Instruction): Promise<void> {
  await putSearchEntries(table, searchEntriesOf(instruction, instruction.searchableVersion ?? 0));
}
