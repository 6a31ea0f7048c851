import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { isObject } from '../json.ts';
import { readList } from './list.ts';

/** Reads a policy document of the version 2012-10-17, statement by statement. */
export function readDocument<T>(
  value: unknown,
  at: Location,
  readStatement: (statement: unknown, at: Location) => T,
): readonly T[] {
  if (!isObject(value)) throw new UnsupportedTemplateError(at, 'expected a policy document');
  const unknown = Object.keys(value).find((name) => !['Version', 'Id', 'Statement'].includes(name));
  if (unknown !== undefined) {
    throw new UnsupportedTemplateError(below(at, unknown), `the element ${unknown} is not understood here`);
  }
  // The older version reads variables as plain text.
  if (value.Version !== '2012-10-17') {
    throw new UnsupportedTemplateError(below(at, 'Version'), 'expected the version 2012-10-17');
  }
  return readList(value.Statement, below(at, 'Statement'), readStatement);
}
