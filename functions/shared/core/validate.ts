import * as v from 'valibot';
import { expectedBy, reasonOf } from './describe-issue.ts';
import { type Flaw, InvalidInputError } from './errors.ts';
import { fieldNames, partOf, schemaFor, takesObject } from './schema-parts.ts';

/**
 * Checks `input` against `schema`, or throws an InvalidInputError that names every flaw and shows no value. `field` is
 * what the input is called where it is one of several, such as a parameter of a path.
 */
export function validate<const Schema extends v.GenericSchema>(
  what: string,
  schema: Schema,
  input: unknown,
  field = '',
): v.InferOutput<Schema> {
  const lists = misplacedLists(schema, input);
  const result = v.safeParse(schema, input);
  if (result.success && lists.length === 0) return result.output;
  // One flaw a list: what it lacks as an object, and its places as unknown fields, say the same again.
  const isWithinList = ({ field }: Flaw) => lists.some((list) => isWithin(field, list.field));
  const flaws = (result.issues ?? []).map((issue) => toFlaw(schema, issue));
  const all = firstOfEach([...lists, ...flaws.filter((flaw) => !isWithinList(flaw))]);
  const named = (flaw: Flaw) => ({ ...flaw, field: [field, flaw.field].filter((part) => part !== '').join('.') });
  throw new InvalidInputError(what, all.map(named));
}

/** What is wrong in its form breaks other rules as well, and it takes one correction. */
function firstOfEach(flaws: readonly Flaw[]): Flaw[] {
  const fields = flaws.map(({ field }) => field);
  return flaws.filter(({ field }, index) => fields.indexOf(field) === index);
}

function isWithin(field: string, outer: string): boolean {
  return outer === '' || field === outer || field.startsWith(`${outer}.`);
}

/** Every list that stands where the schema takes an object. */
function misplacedLists(root: v.GenericSchema, input: unknown, path: readonly string[] = []): Flaw[] {
  if (typeof input !== 'object' || input === null) return [];
  const schema = schemaFor(root, input);
  if (Array.isArray(input) && takesObject(schema)) {
    return [{ field: path.join('.'), reason: 'is a list, not an object', expected: 'an object' }];
  }
  return Object.entries(input).flatMap(([key, value]) => {
    const part = partOf(schema, key);
    return part === undefined ? [] : misplacedLists(part, value, [...path, key]);
  });
}

function toFlaw(root: v.GenericSchema, issue: v.BaseIssue<unknown>): Flaw {
  const field = v.getDotPath(issue) ?? '';
  const isAboutFields = issue.kind === 'schema' && issue.type.includes('object') && issue.path !== undefined;
  if (isAboutFields && issue.expected === 'never') {
    return { field, reason: 'unknown field', expected: knownFields(parentOf(root, issue.path)) };
  }
  if (isAboutFields && issue.input === undefined) {
    return { field, reason: 'is missing', expected: missingForm(parentOf(root, issue.path), issue.path) };
  }
  return { field, reason: reasonOf(issue), expected: expectedBy(issue) };
}

type Path = readonly [v.IssuePathItem, ...v.IssuePathItem[]];

/** The object that holds, or should hold, what the path leads to. */
function parentOf(root: v.GenericSchema, path: Path): v.GenericSchema | undefined {
  const [first, ...inner] = path;
  let schema: v.GenericSchema | undefined = schemaFor(root, first.input);
  let { key } = first;
  for (const item of inner) {
    const part: v.GenericSchema | undefined = schema && partOf(schema, String(key));
    schema = part && schemaFor(part, item.input);
    key = item.key;
  }
  return schema;
}

/** For a field that is not there valibot names the field, not what belongs into it: `null` in its place says that. */
function missingForm(parent: v.GenericSchema | undefined, path: Path): string {
  const field = parent && partOf(parent, String(path.at(-1)?.key));
  const [issue] = (field && v.safeParse(field, null).issues) ?? [];
  return issue === undefined ? 'a value' : expectedBy(issue);
}

function knownFields(parent: v.GenericSchema | undefined): string {
  const names = parent === undefined ? [] : fieldNames(parent);
  return names.length === 0 ? 'no such field' : `one of the fields ${names.join(', ')}`;
}
