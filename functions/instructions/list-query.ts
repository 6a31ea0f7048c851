import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import { instructionKey } from '../shared/core/item-keys.ts';
import { byStatusIndex, openIndex, openValues } from '../shared/core/names.ts';
import { validate } from '../shared/core/validate.ts';
import type { InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import { statusSchema } from '../shared/ledger/instruction/schemas.ts';
import type { Item } from '../shared/ledger/store/table.ts';

export interface ListQuery {
  readonly status?: InstructionStatus | undefined;
  readonly after?: Item | undefined;
}

/** The query of `GET /instructions`. */
export const listQuerySchema = v.strictObject({
  status: v.exactOptional(statusSchema),
  after: v.exactOptional(v.pipe(v.string(), v.maxLength(2_048, 'the `next` of the page before'))),
});

/** A place in one of the two lists: nothing else is handed to the table. */
function cursorSchema(status: InstructionStatus | undefined) {
  const { key, sort } = status === undefined ? openIndex : byStatusIndex;
  const value = v.literal(status ?? openValues.instructions);
  return v.strictObject({ pk: v.pipe(v.string(), v.startsWith(instructionKey(''))), [key]: value, [sort]: v.string() });
}

/** Reads the query of `GET /instructions`. Throws InvalidInputError. */
export function parseListQuery(query: unknown): ListQuery {
  const { status, after } = validate('query', listQuerySchema, query);
  return { status, after: after === undefined ? undefined : fromCursor(after, status) };
}

/** A place in a list, as text that a URL takes. */
export function toCursor(next: Item): string {
  return Buffer.from(JSON.stringify(next)).toString('base64url');
}

function fromCursor(text: string, status: InstructionStatus | undefined): Item {
  try {
    return v.parse(cursorSchema(status), JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    const expected = 'the `next` of the page before, unchanged';
    throw new InvalidInputError('query', [{ field: 'after', reason: 'not a place in the list', expected }]);
  }
}
