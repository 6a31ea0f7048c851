import type { Json } from '../stacks/template.ts';

/** A resource of a template that a mistake is put into. */
export interface EditableResource {
  Type: string;
  Properties: { [key: string]: Json };
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

/**
 * A template that mistakes are put into. Each of its methods throws where there is nothing to make the mistake with.
 */
export class EditableTemplate {
  readonly Resources: Record<string, EditableResource>;

  constructor(text: string) {
    this.Resources = JSON.parse(text).Resources;
  }

  get(id: string): EditableResource {
    const resource = this.Resources[id];
    if (resource === undefined) throw new Error(`there is no ${id}`);
    return resource;
  }

  /** The first resource of a type whose JSON has this text. */
  find(type: string, text = ''): EditableResource {
    const resources = Object.values(this.Resources).filter(({ Type }) => Type === type);
    const found = resources.find((resource) => JSON.stringify(resource).includes(text));
    if (found === undefined) throw new Error(`there is no ${type} with ${text}`);
    return found;
  }

  /** Sets a property. `null` takes it away, and then it must have been there. */
  set(resource: EditableResource, path: readonly string[], value: Json): void {
    const name = path.at(-1) ?? '';
    let inner: { [key: string]: Json } = resource.Properties;
    for (const step of path.slice(0, -1)) inner = objectIn(inner, step);
    if (value === null) {
      if (inner[name] === undefined) throw new Error(`${resource.Type} has no ${path.join('.')}`);
      delete inner[name];
      return;
    }
    if (JSON.stringify(inner[name]) === JSON.stringify(value)) throw new Error(`${path.join('.')} is so already`);
    inner[name] = value;
  }

  remove(resource: EditableResource): void {
    const [id = ''] = Object.entries(this.Resources).find(([, each]) => each === resource) ?? [];
    delete this.Resources[id];
  }

  add(id: string, resource: EditableResource): void {
    this.Resources[id] = resource;
  }
}

/** The first statement of a policy that has this text. */
export function statementOf({ Properties }: EditableResource, document: string, text: string): { [key: string]: Json } {
  const statements = objectIn(Properties, document).Statement;
  const found = (Array.isArray(statements) ? statements : []).find((each) => JSON.stringify(each).includes(text));
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new Error(`no statement with ${text}`);
  return found;
}

function objectIn(value: { [key: string]: Json }, name: string): { [key: string]: Json } {
  const inner = value[name];
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) throw new Error(`${name} is no object`);
  return inner;
}
