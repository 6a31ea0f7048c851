import { isObject, type JsonObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';

/** Reads an object that may hold these elements and no others. */
export function readElements(value: unknown, known: readonly string[], at: Location): JsonObject {
  if (!isObject(value)) throw new UnsupportedTemplateError(at, `expected an object with ${known.join(', ')}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return value;
  throw new UnsupportedTemplateError(below(at, unknown), `the element ${unknown} is not understood here`);
}
