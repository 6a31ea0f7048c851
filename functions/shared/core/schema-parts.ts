import * as v from 'valibot';

/*
 * Which part of a schema reads which part of an input. Each kind of schema holds its parts in another place, so they
 * are looked at as plain data.
 */

/** The schema itself, behind whatever says that it may be absent, is found out late, or is one of several. */
export function schemaFor(schema: v.GenericSchema, input: unknown): v.GenericSchema {
  const inner = innerSchema(schema, input);
  return inner === undefined ? schema : schemaFor(inner, input);
}

function innerSchema(schema: v.GenericSchema, input: unknown): v.GenericSchema | undefined {
  if ('wrapped' in schema) return schemaIn(schema.wrapped);
  if ('getter' in schema && typeof schema.getter === 'function') return schemaIn(schema.getter(input));
  return 'options' in schema && Array.isArray(schema.options) && 'key' in schema
    ? schema.options.filter(isSchema).find((option) => isMeant(option, String(schema.key), input))
    : undefined;
}

/** Of several objects that one field tells apart: whether this is the one that the input says it is. */
function isMeant(option: v.GenericSchema, key: string, input: unknown): boolean {
  const field = fieldOf(option, key);
  if (field === undefined || typeof input !== 'object' || input === null) return false;
  const value = Object.hasOwn(input, key) ? Reflect.get(input, key) : undefined;
  return value === undefined ? 'wrapped' in field : v.safeParse(field, value).success;
}

/** The names of its fields. None for what is no object with named fields. */
export function fieldNames(schema: v.GenericSchema): readonly string[] {
  return Object.keys(entriesOf(schema)).filter((name) => fieldOf(schema, name) !== undefined);
}

function fieldOf(schema: v.GenericSchema, name: string): v.GenericSchema | undefined {
  const entries = entriesOf(schema);
  return Object.hasOwn(entries, name) ? schemaIn(Reflect.get(entries, name)) : undefined;
}

function entriesOf(schema: v.GenericSchema): object {
  return 'entries' in schema && typeof schema.entries === 'object' && schema.entries !== null ? schema.entries : {};
}

/** What reads this part of an object or of a list. */
export function partOf(schema: v.GenericSchema, key: string): v.GenericSchema | undefined {
  const field = fieldOf(schema, key);
  if (field !== undefined) return field;
  if (schema.type === 'array' && 'item' in schema) return schemaIn(schema.item);
  return schema.type === 'record' && 'value' in schema ? schemaIn(schema.value) : undefined;
}

/** To the library a list is an object too, with its places as names: one in the place of an object would be taken. */
export function takesObject({ type }: v.GenericSchema): boolean {
  return type === 'record' || type === 'variant' || type.includes('object');
}

function schemaIn(part: unknown): v.GenericSchema | undefined {
  return isSchema(part) ? part : undefined;
}

function isSchema(part: unknown): part is v.GenericSchema {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'schema' && '~run' in part;
}
