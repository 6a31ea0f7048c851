import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { InstructionList, InstructionLists } from '../shared/ledger/store/instruction-lists.ts';
import type { Place } from './cursor.ts';

export interface Found {
  readonly instructions: readonly Instruction[];
  readonly corrupt: readonly CorruptItemError[];
  /** Where the next page begins. Absent at the end. */
  readonly next?: Place;
}

export interface PageRequest {
  readonly lists: readonly InstructionList[];
  readonly from: Place;
  /** How many are shown at the most. */
  readonly limit: number;
  /** Whether one of the lists is one that is asked for. */
  readonly isWanted: (instruction: Instruction) => boolean | Promise<boolean>;
}

/** A page reads at most so many items for each that it may show, and then ends, full or not. */
export const readsPerShown = 3;

/** Reads one page of lists that stand one behind the other. What cannot be read is shown as such. */
export async function readLists(store: InstructionLists, request: PageRequest): Promise<Found> {
  const { lists, from, limit, isWanted } = request;
  const instructions: Instruction[] = [];
  const corrupt: CorruptItemError[] = [];
  let left = limit * readsPerShown;
  let place: Place | undefined = from;
  while (place !== undefined) {
    const list: InstructionList | undefined = lists[place.list];
    if (list === undefined) break;
    const missing = limit - instructions.length - corrupt.length;
    const size = Math.min(missing, Math.floor(left / store.readsEach(list)));
    if (size < 1) return { instructions, corrupt, next: place };
    const page = await store.read(list, size, place.after);
    left -= page.reads;
    corrupt.push(...page.corrupt);
    for (const each of page.instructions) if (await isWanted(each)) instructions.push(each);
    place = placeBehind(place, page.next, lists.length);
  }
  return { instructions, corrupt };
}

function placeBehind({ list }: Place, after: Place['after'], lists: number): Place | undefined {
  if (after !== undefined) return { list, after };
  return list + 1 < lists ? { list: list + 1 } : undefined;
}
