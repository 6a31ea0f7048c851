import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import { type KeyName, keyNames } from '../shared/core/key-names.ts';
import { rule } from '../shared/core/rule.ts';
import { validate } from '../shared/core/validate.ts';

/** The function that owns each key, by its name and the alias that answers for keys. */
export type KeyOwners = readonly (readonly [key: KeyName, owner: string])[];

const ownerSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_-]{1,128})?$/, 'the name of a function, or with an alias'),
);
const schema = v.pipe(
  v.partial(v.strictObject(v.entriesFromList(keyNames, ownerSchema))),
  // With nobody to ask, every check would find everything well.
  rule((owners) => Object.keys(owners).length > 0, { reason: 'is empty', expected: 'an owner for at least one key' }),
);

/** Reads the variable that names the owners, a JSON object by key. Throws InvalidInputError. */
export function parseKeyOwners(text: string): KeyOwners {
  const owners = validate('KEY_OWNERS', schema, parseJson(text));
  return keyNames.flatMap((key) => {
    const owner = owners[key];
    return owner === undefined ? [] : [[key, owner] as const];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const expected = 'a JSON object such as {"read": "name of the function that has the read key"}';
    throw new InvalidInputError('KEY_OWNERS', [{ field: '', reason: 'not JSON', expected }]);
  }
}
