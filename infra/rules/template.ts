import { isObject, type JsonObject, valueAt } from '../json.ts';

/** A resource as the template declares it, intrinsic functions and all. */
export interface DeclaredResource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly deletionPolicy: unknown;
  readonly updateReplacePolicy: unknown;
}

/** A synthesized template, to be asked what it declares. */
export class DeclaredTemplate {
  private readonly all: readonly DeclaredResource[];

  constructor(document: unknown) {
    const resources = valueAt(document, ['Resources']);
    this.all = Object.entries(isObject(resources) ? resources : {}).map(([id, resource]) =>
      declaredResource(id, resource),
    );
  }

  ofType(...types: readonly string[]): readonly DeclaredResource[] {
    return this.all.filter(({ type }) => types.includes(type));
  }

  /** The resource that a value names by `Ref`, `Fn::GetAtt` or inside a `Fn::Join`, of one of these types. */
  referencedBy(value: unknown, ...types: readonly string[]): DeclaredResource | undefined {
    const names = referencedIds(value);
    return this.ofType(...types).find(({ id }) => names.has(id));
  }
}

/** A property, by its path. */
export function property({ properties }: DeclaredResource, ...path: readonly string[]): unknown {
  return valueAt(properties, path);
}

/** A list in a template: IAM writes a list of one as the one. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The logical ids that a value refers to. */
export function referencedIds(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((inner) => [...referencedIds(inner)]));
  if (!isObject(value)) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key === 'Ref') return [String(inner)];
      if (key === 'Fn::GetAtt') return [String(list(inner)[0]).replace(/\..*$/, '')];
      return [...referencedIds(inner)];
    }),
  );
}

function declaredResource(id: string, resource: unknown): DeclaredResource {
  const properties = valueAt(resource, ['Properties']);
  return {
    id,
    type: String(valueAt(resource, ['Type'])),
    properties: isObject(properties) ? properties : {},
    deletionPolicy: valueAt(resource, ['DeletionPolicy']),
    updateReplacePolicy: valueAt(resource, ['UpdateReplacePolicy']),
  };
}
