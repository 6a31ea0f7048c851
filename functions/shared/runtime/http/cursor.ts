import * as v from 'valibot';
import { InvalidInputError } from '../../core/errors.ts';

/** The place where the next page begins, as text that a URL takes. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads such a place. What is none of this list is refused. Throws InvalidInputError. */
export function decodeCursor<const Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): v.InferOutput<Schema> {
  try {
    const raw: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return v.parse(schema, raw);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    const expected = 'the `next` of the page before, unchanged';
    throw new InvalidInputError('query', [{ field: 'after', reason: 'not a place in the list', expected }]);
  }
}
