import { isObject, type JsonObject, parseJson, valueAt } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { readPath } from '../events/input.ts';
import { TaskFailure } from './task-failure.ts';

/** What the fields of a task may refer to: the state's input by `$`, the context object by `$$`. */
export interface PathScope {
  readonly input: unknown;
  readonly context: JsonObject;
}

const stringToJson = /^States\.StringToJson\((\$[^()]*)\)$/;

/** Refuses a payload template with a path or function that is not understood. */
export function checkTemplate(template: unknown, at: Location): void {
  if (Array.isArray(template)) for (const [index, item] of template.entries()) checkTemplate(item, below(at, index));
  if (!isObject(template)) return;
  for (const [key, value] of Object.entries(template)) {
    if (key.endsWith('.$')) readExpression(value, below(at, key));
    else checkTemplate(value, below(at, key));
  }
}

/** A path into the state such as `$.failure`, as ResultPath and Variable take it. */
export function readReference(path: string, at: Location): readonly string[] {
  return readPath(path, at);
}

/** Fills in every `name.$` of a payload template. Throws a TaskFailure where a path leads nowhere. */
export function fillTemplate(template: unknown, scope: PathScope): unknown {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, scope));
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(([key, value]) =>
    key.endsWith('.$') ? [key.slice(0, -2), evaluate(String(value), scope)] : [key, fillTemplate(value, scope)],
  );
  return Object.fromEntries(entries);
}

/** The state with a result at a place in it; the places on the way are made. */
export function withResult(input: unknown, path: string | null, result: unknown): unknown {
  if (path === null) return input;
  const put = (value: unknown, [step, ...rest]: readonly string[]): unknown =>
    step === undefined ? result : { ...(isObject(value) ? value : {}), [step]: put(valueAt(value, [step]), rest) };
  return put(input, stepsOf(path));
}

/** The value at a path such as `$.failure.Error`; undefined where there is none. */
export function lookUp(input: unknown, path: string): unknown {
  return valueAt(input, stepsOf(path));
}

function readExpression(value: unknown, at: Location): void {
  if (typeof value !== 'string') throw new UnsupportedTemplateError(at, 'expected a path as text');
  const path = stringToJson.exec(value)?.[1] ?? value;
  readPath(path.startsWith('$$.') ? path.slice(1) : path, at);
}

function evaluate(expression: string, { input, context }: PathScope): unknown {
  const inner = stringToJson.exec(expression)?.[1];
  const path = inner ?? expression;
  const found = path.startsWith('$$.') ? lookUp(context, path.slice(1)) : lookUp(input, path);
  if (found === undefined) throw new TaskFailure('States.ParameterPathFailure', `${path} leads nowhere`);
  if (inner === undefined) return found;
  const value = typeof found === 'string' ? parseJson(found) : undefined;
  if (value === undefined) throw new TaskFailure('States.IntrinsicFailure', `${path} is no JSON text`);
  return value;
}

/** Of a path that was read at the start already. */
function stepsOf(path: string): readonly string[] {
  return readPath(path, { logicalId: '', path });
}
