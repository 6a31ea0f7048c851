import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import type { InstructionList } from '../shared/ledger/store/instruction-lists.ts';
import type { Item } from '../shared/ledger/store/table.ts';

/** Where the next page begins: in which of the lists that are read one after the other, and behind what. */
export interface Place {
  readonly list: number;
  /** Absent at the beginning of the list. */
  readonly after?: Item;
}

type ListKey = Pick<InstructionList, 'index' | 'value' | 'range'>;

/** A place, as text that a URL takes. */
export function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a place in one of these lists. Nothing else is handed to the table. Throws InvalidInputError. */
export function fromCursor(text: string, lists: readonly ListKey[]): Place {
  try {
    const raw: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return v.parse(v.union(lists.map(placeSchema)), raw);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    const expected = 'the `next` of the page before, unchanged';
    throw new InvalidInputError('query', [{ field: 'after', reason: 'not a place in the list', expected }]);
  }
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
