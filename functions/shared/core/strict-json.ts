import { InvalidInputError } from './errors.ts';

/** A text that is to be read, in the words of its refusal. */
export interface JsonInput {
  /** What it is, such as `request`. */
  readonly what: string;
  /** The field that holds it. */
  readonly field: string;
  readonly expected: string;
}

/**
 * Parses JSON that one reader cannot take for something else than another. JSON.parse takes the last of two fields with
 * one name, and others take the first: who looked at a request on its way saw another amount. Throws InvalidInputError.
 */
export function parseStrictJson(text: string, { what, field, expected }: JsonInput): unknown {
  const parsed = parse(text);
  if (parsed === undefined) throw new InvalidInputError(what, [{ field, reason: 'not JSON', expected }]);
  const twice = firstRepeatedField(text);
  if (twice === undefined) return parsed.value;
  throw new InvalidInputError(what, [{ field: twice, reason: 'is there twice', expected: 'each field once' }]);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** An object or a list that is not closed yet. */
interface Open {
  /** The names so far. A list has none. */
  readonly names: Set<string> | undefined;
  /** The field or the place that is being read. */
  at: string | number;
  /** In an object: a name comes next, not a value. */
  isName: boolean;
}

/** Whatever else stands in JSON says nothing about names. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The path of a field that its object has twice, however the name is written. The text is known to be JSON. */
function firstRepeatedField(text: string): string | undefined {
  const open: Open[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const inner = open.at(-1);
    if (token === '{') open.push({ names: new Set(), at: '', isName: true });
    else if (token === '[') open.push({ names: undefined, at: 0, isName: false });
    else if (token === '}' || token === ']') open.pop();
    else if (inner === undefined) continue;
    else if (token === ',') next(inner);
    else if (token === ':') inner.isName = false;
    else if (inner.isName && inner.names !== undefined) {
      inner.at = String(JSON.parse(token));
      if (inner.names.has(inner.at)) return open.map(({ at }) => at).join('.');
      inner.names.add(inner.at);
    }
  }
  return undefined;
}

function next(inner: Open): void {
  if (inner.names !== undefined) inner.isName = true;
  else inner.at = Number(inner.at) + 1;
}
