import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';

function flawsOf(schema: v.GenericSchema, input: unknown) {
  try {
    validate('input', schema, input);
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.flaws.map(({ field, reason, expected }) => `${field}: ${reason}; ${expected}`);
    throw error;
  }
  return [];
}

/* Schemas without words of their own: the library's would be in terms that only it knows. */
test.each<[string, v.GenericSchema, unknown, string]>([
  ['a text', v.string(), 7, ': is a number, not text; a text'],
  ['a number', v.number(), '7', ': is text, not a number; a number'],
  ['a boolean', v.boolean(), 'yes', ': is text, not true or false; true or false'],
  ['a list', v.array(v.string()), {}, ': is an object, not a list; a list'],
  ['an object', v.strictObject({}), 'x', ': is text, not an object; an object'],
  ['a list for a record', v.record(v.string(), v.string()), ['x'], ': is a list, not an object; an object'],
  ['a word', v.picklist(['a', 'b']), 'c', ': is unknown; one of "a", "b"'],
  ['one word', v.literal('a'), 'c', ': is unknown; "a"'],
  ['a least', v.pipe(v.number(), v.minValue(2)), 1, ': is 1; at least 2'],
  ['a most', v.pipe(v.number(), v.maxValue(2)), 3, ': is 3; at most 2'],
  ['a whole number', v.pipe(v.number(), v.integer()), 1.5, ': is 1.5; a whole number'],
  ['a length', v.pipe(v.string(), v.maxLength(2)), 'abc', ': has 3 characters; at most 2 characters'],
  ['a number of entries', v.pipe(v.array(v.string()), v.minLength(1)), [], ': has 0 entries; at least 1 entries'],
  [
    'a beginning',
    v.pipe(v.string(), v.startsWith('a')),
    'b',
    ': does not have the right form; a text that begins with "a"',
  ],
  [
    'an address',
    v.pipe(v.string(), v.url()),
    'b',
    ': does not have the right form; an address such as "https://login.example.com"',
  ],
  ['what is missing', v.strictObject({ a: v.number() }), {}, 'a: is missing; a number'],
  [
    'what is missing in it',
    v.strictObject({ a: v.strictObject({ b: v.picklist(['x', 'y']) }) }),
    { a: {} },
    'a.b: is missing; one of "x", "y"',
  ],
  [
    'a field too many',
    v.strictObject({ a: v.optional(v.number()) }),
    { b: 1 },
    'b: unknown field; one of the fields a',
  ],
  ['any other rule', v.pipe(v.string(), v.hexColor()), 'b', ': does not have the right form; another value'],
])('%s is told in words of ours', (_what, schema, input, words) => {
  expect(flawsOf(schema, input)).toEqual([words]);
});

test('no text that was given is shown', () => {
  const secret = 'aSecretOfTheTests';
  const schema = v.strictObject({ a: v.number(), b: v.picklist(['x']), c: v.pipe(v.string(), v.maxLength(2)) });
  expect(flawsOf(schema, { a: secret, b: secret, c: secret }).join()).not.toContain(secret);
});
