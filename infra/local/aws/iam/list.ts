import { below, type Location, UnsupportedTemplateError } from '../errors.ts';

/** Reads an element that may be one value or a list of them. An empty list says nothing, and AWS refuses it. */
export function readList<T>(
  value: unknown,
  at: Location,
  read: (item: unknown, at: Location) => T,
): readonly [T, ...T[]] {
  if (!Array.isArray(value)) return [read(value, at)];
  const items: readonly unknown[] = value;
  const [first, ...rest] = items.map((item, index) => read(item, below(at, index)));
  if (first === undefined) throw new UnsupportedTemplateError(at, 'an empty list is not allowed');
  return [first, ...rest];
}
