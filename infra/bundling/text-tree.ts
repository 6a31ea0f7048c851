import { BundlingError } from './errors.ts';

/** The names of texts as the console reads them: below a name are others, or there is its text (0). */
export interface TextNames {
  readonly [name: string]: TextNames | 0;
}

/** A name that an object of JavaScript keeps as any other, and so in its place. */
const plainName = /^[a-z0-9][\w-]*$/i;

/** The names in a tree of texts, lists of texts and functions that give texts. Throws BundlingError where it has anything else. */
export function namesOf(texts: object, at: string): TextNames {
  return Object.fromEntries(
    Object.entries(texts).map(([name, inside]) => {
      const here = `${at}.${name}`;
      if (!plainName.test(name)) throw new BundlingError(at, `a text cannot be called ${name}`);
      if (isText(inside)) return [name, 0];
      if (!isTree(inside)) throw new BundlingError(here, 'it is neither a text nor a group of texts');
      return [name, namesOf(inside, here)];
    }),
  );
}

/**
 * The texts of a tree, each as code, in the order of the names. Throws BundlingError where the tree does not have
 * these names and no others.
 */
export function textsInOrder(names: TextNames, texts: object, at: string): string[] {
  const own = new Map<string, unknown>(Object.entries(texts));
  const other = [...own.keys()].find((name) => names[name] === undefined);
  if (other !== undefined) throw new BundlingError(`${at}.${other}`, 'English has no such text');
  return Object.entries(names).flatMap(([name, below]) => {
    const here = `${at}.${name}`;
    const inside = own.get(name);
    if (below === 0 && isText(inside)) return [codeOf(inside)];
    if (below !== 0 && isTree(inside)) return textsInOrder(below, inside, here);
    throw new BundlingError(here, `it has to be ${below === 0 ? 'a text' : 'a group of texts'}, as in English`);
  });
}

type Text = string | readonly string[] | ((...given: never) => unknown);

const isText = (value: unknown): value is Text =>
  typeof value === 'string' || typeof value === 'function' || isList(value);

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const isTree = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const codeOf = (text: Text): string => (typeof text === 'function' ? `(${text})` : JSON.stringify(text));
