export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [key: string]: Json };
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/**
 * A synthesized template, to be asked questions. Intrinsics read as text: a Ref as its logical id, an ARN as `Id.Arn`.
 */
export class Template {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
  readonly text: string;
  readonly #read = new Map<Resource, Record<string, Json>>();

  constructor(text: string) {
    const { Resources, Outputs, Parameters }: Record<string, Record<string, never>> = JSON.parse(text);
    this.text = text;
    this.resources = new Map(Object.entries<Resource>(Resources ?? {}));
    this.outputs = new Map(Object.entries<{ Value: Json }>(Outputs ?? {}).map(([id, { Value }]) => [id, read(Value)]));
    this.parameters = Object.keys(Parameters ?? {});
  }

  /** Logical id and properties of each resource of a type, with intrinsics read. */
  ofType(type: string): [id: string, properties: Record<string, Json>][] {
    return [...this.resources]
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => [id, this.#plain(resource)]);
  }

  /** Read once: hundreds of questions are asked of the same template. */
  #plain(resource: Resource): Record<string, Json> {
    const properties = this.#read.get(resource) ?? plain(resource.Properties);
    this.#read.set(resource, properties);
    return properties;
  }

  /** The properties of the only resource of a type that has this property value. */
  one(type: string, property: string, value: string): Record<string, Json> {
    const found = this.ofType(type).filter(([, properties]) => properties[property] === value);
    if (found.length !== 1 || found[0] === undefined)
      throw new Error(`${found.length} ${type} with ${property} ${value}`);
    return found[0][1];
  }

  /** The logical id of the role that a function has. */
  roleOf(functionName: string): string {
    const { Role = null } = this.one('AWS::Lambda::Function', 'FunctionName', functionName);
    return String(Role).replace(/\.Arn$/, '');
  }

  /**
   * Every right that a role has by its own policies, as `action resource`, with ` if …` where it has conditions;
   * sorted.
   */
  rightsOf(roleId: string): string[] {
    return this.statementsOf(roleId)
      .flatMap((statement) => {
        if (field(statement, 'Effect') !== 'Allow') throw new Error('only Allow is understood here');
        const conditions = conditionText(field(statement, 'Condition'));
        return list(field(statement, 'Action')).flatMap((action) =>
          list(field(statement, 'Resource')).map((resource) => `${action} ${resource}${conditions}`),
        );
      })
      .sort();
  }

  /** The statements of a role's own policies. */
  statementsOf(roleId: string): Json[] {
    return this.ofType('AWS::IAM::Policy')
      .filter(([, { Roles }]) => list(Roles).includes(roleId))
      .flatMap(([, { PolicyDocument }]) => list(field(PolicyDocument, 'Statement')));
  }
}

/** ` if <operator> <key> <values>`, with `and` between several. */
function conditionText(condition: Json): string {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return '';
  const each = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(typeof keys === 'object' && keys !== null ? keys : {}).map(
      ([key, values]) => `${operator} ${key} ${list(values).join(' ')}`,
    ),
  );
  return ` if ${each.sort().join(' and ')}`;
}

/** A property of an object in the template; null where there is none. */
export function field(value: Json | undefined, ...path: string[]): Json {
  return path.reduce<Json>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner[name] ?? null) : null,
    value ?? null,
  );
}

/** A list in the template: IAM writes a list of one as the one. */
export function list(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function plain(value: { readonly [key: string]: Json }): Record<string, Json> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, simplify(inner)]));
}

function simplify(value: Json): Json {
  if (Array.isArray(value)) return value.map(simplify);
  if (typeof value !== 'object' || value === null) return value;
  const [intrinsic] = Object.keys(value);
  if (intrinsic === 'Ref' || intrinsic?.startsWith('Fn::')) return read(value);
  return plain(value);
}

function read(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(read).join('.');
  const [[intrinsic, argument = null] = ['', null]] = Object.entries(value);
  if (intrinsic === 'Fn::Join' && Array.isArray(argument))
    return list(argument[1])
      .map(read)
      .join(read(argument[0] ?? ''));
  if (['Ref', 'Fn::GetAtt', 'Fn::Sub'].includes(intrinsic)) return read(argument);
  throw new Error(`the intrinsic ${intrinsic} is not understood here`);
}
