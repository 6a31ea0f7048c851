import { valueAt } from '../../../json.ts';
import { type Location, UnsupportedTemplateError } from '../errors.ts';

/** What of an event a rule's target gets. */
export type TargetInput =
  | { readonly kind: 'event' }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'template'; readonly paths: ReadonlyMap<string, readonly string[]>; readonly template: string };

/** A path such as `$.detail.status`. Lists and wildcards are refused. */
export function readPath(path: string, at: Location): readonly string[] {
  if (path === '$') return [];
  if (!/^\$(\.[A-Za-z0-9_-]+)+$/.test(path)) {
    throw new UnsupportedTemplateError(at, `the path ${path} is not understood; expected the form $.detail.field`);
  }
  return path.slice(2).split('.');
}

/** The text that goes to the target for one event. */
export function inputFor(input: TargetInput, event: object): string {
  switch (input.kind) {
    case 'event':
      return JSON.stringify(event);
    case 'constant':
      return input.text;
    case 'path':
      return JSON.stringify(valueAt(event, input.path)) ?? 'null';
    case 'template':
      return fill(input.template, input.paths, event);
  }
}

const token = /"(?:[^"\\]|\\.)*"|<([A-Za-z0-9._-]+)>/g;
const placeholder = /<([A-Za-z0-9._-]+)>/g;

/**
 * An input template. Outside quotes `<name>` becomes the value as JSON; within quotes it becomes plain text, escaped
 * for the quotes around it. A name that has no path stays as it is; a value that is missing becomes empty text.
 */
function fill(template: string, paths: ReadonlyMap<string, readonly string[]>, event: object): string {
  const look = (name: string): { known: boolean; value: unknown } => {
    const path = paths.get(name);
    return { known: path !== undefined, value: path === undefined ? undefined : valueAt(event, path) };
  };
  return template.replace(token, (whole, name: string | undefined) => {
    if (name !== undefined) {
      const { known, value } = look(name);
      return known ? (JSON.stringify(value) ?? '""') : whole;
    }
    return whole.replace(placeholder, (part, inner: string) => {
      const { known, value } = look(inner);
      if (!known) return part;
      const plain = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return JSON.stringify(plain).slice(1, -1);
    });
  });
}
