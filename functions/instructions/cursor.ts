import * as v from 'valibot';
import type { InstructionList } from '../shared/ledger/store/instruction-lists.ts';
import type { Item } from '../shared/ledger/store/table.ts';
import { decodeCursor, encodeCursor } from '../shared/runtime/http/cursor.ts';

/** Where the next page begins: in which of the lists that are read one after the other, and behind what. */
export interface Place {
  readonly list: number;
  /** Absent at the beginning of the list. */
  readonly after?: Item;
}

type ListKey = Pick<InstructionList, 'index' | 'value' | 'range'>;

/** A place, as text that a URL takes. */
export function toCursor(place: Place): string {
  return encodeCursor(place);
}

/** Reads a place in one of these lists. Nothing else is handed to the table. Throws InvalidInputError. */
export function fromCursor(text: string, lists: readonly ListKey[]): Place {
  return decodeCursor(text, v.union(lists.map(placeSchema)));
}

/** The table refuses a key that is not within what is asked for. */
function placeSchema({ index, value, range }: ListKey, list: number) {
  const sort = v.pipe(
    v.string(),
    v.check((text) => range === undefined || (text >= range.from && text <= range.to)),
  );
  const after = v.strictObject({
    pk: v.pipe(v.string(), v.regex(/^(instruction|search)#/)),
    [index.key]: v.literal(value),
    [index.sort]: sort,
  });
  return v.strictObject({ list: v.literal(list), after: v.exactOptional(after) });
}
