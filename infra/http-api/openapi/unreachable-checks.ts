/**
 * Of what a schema takes, nothing behind a transformation can be told. Throws where something is checked there: the
 * check belongs before it. Schemas are looked at as plain data, because each kind of them holds its parts in another
 * place.
 */
export function refuseUnreachableChecks(schema: unknown): void {
  if (!isRecord(schema)) return;
  const steps = stepsOf(schema);
  const transformed = steps.findIndex(({ kind, type }) => kind === 'transformation' && type === 'transform');
  const late = transformed < 0 ? undefined : steps.slice(transformed).find(({ kind }) => kind === 'validation');
  if (late !== undefined) throw new TypeError(`a ${String(late.type)} behind a transformation would not be told`);
  for (const part of nestedSchemasOf(schema)) refuseUnreachableChecks(part);
}

type PlainRecord = Readonly<Record<string, unknown>>;

/** The steps of a pipe, those of a pipe within it in their place. */
function stepsOf({ pipe }: PlainRecord): readonly PlainRecord[] {
  if (!Array.isArray(pipe)) return [];
  return pipe.filter(isRecord).flatMap((step) => ('pipe' in step ? stepsOf(step) : [step]));
}

/** The schemas that it is made of: fields of an object, elements, alternatives, and what may be absent. */
function nestedSchemasOf({ entries, item, key, options, value, wrapped }: PlainRecord): readonly unknown[] {
  const fields = isRecord(entries) ? Object.values(entries) : [];
  return [...fields, ...(Array.isArray(options) ? options : []), item, key, value, wrapped];
}

function isRecord(value: unknown): value is PlainRecord {
  return typeof value === 'object' && value !== null;
}
