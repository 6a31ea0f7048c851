import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';

/** What intrinsic functions may ask for. Each throws an UnsupportedTemplateError for a name it does not know. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource that is already there. */
  ref(name: string, at: Location): unknown;
  attribute(logicalId: string, attribute: string, at: Location): unknown;
  condition(name: string, at: Location): boolean;
}

/** What `AWS::NoValue` stands for: the property is left out. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope, at: Location) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, at) => scope.ref(text(argument, at), at),
  'Fn::GetAtt': (argument, scope, at) => {
    const [logicalId, attribute] = attributeParts(argument, at);
    return scope.attribute(logicalId, attribute, at);
  },
  'Fn::Join': (argument, scope, at) => {
    const [separator, parts] = pair(argument, at);
    return list(resolveIntrinsics(parts, scope, at), at)
      .map((part) => text(part, at))
      .join(text(separator, at));
  },
  'Fn::Select': (argument, scope, at) => {
    const [index, parts] = pair(argument, at);
    const values = list(resolveIntrinsics(parts, scope, at), at);
    const selected = values[Number(text(resolveIntrinsics(index, scope, at), at))];
    if (selected === undefined)
      throw new UnsupportedTemplateError(at, `Fn::Select is beyond the ${values.length} values`);
    return selected;
  },
  'Fn::Split': (argument, scope, at) => {
    const [separator, whole] = pair(argument, at);
    return text(resolveIntrinsics(whole, scope, at), at).split(text(separator, at));
  },
  'Fn::Sub': (argument, scope, at) => substitute(argument, scope, at),
  'Fn::If': (argument, scope, at) => {
    const [name, then, otherwise] = list(argument, at);
    return resolveIntrinsics(scope.condition(text(name, at), at) ? then : otherwise, scope, at);
  },
};

/** Replaces every intrinsic function in `value`. What is not understood throws an UnsupportedTemplateError. */
export function resolveIntrinsics(value: unknown, scope: Scope, at: Location): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolveIntrinsics(item, scope, below(at, index)))
      .filter((item) => item !== noValue);
  }
  if (!isObject(value)) return value;
  const name = intrinsicName(value, at);
  if (name !== undefined) return callIntrinsic(name, value[name], scope, below(at, name));
  const entries = Object.entries(value).map(
    ([key, item]) => [key, resolveIntrinsics(item, scope, below(at, key))] as const,
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

function callIntrinsic(name: string, argument: unknown, scope: Scope, at: Location): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new UnsupportedTemplateError(at, `the intrinsic function ${name} is not understood`);
  return intrinsic(argument, scope, at);
}

function intrinsicName(value: Readonly<Record<string, unknown>>, at: Location): string | undefined {
  const keys = Object.keys(value);
  const name = keys.find((key) => key.startsWith('Fn::') || (key === 'Ref' && keys.length === 1));
  if (name !== undefined && keys.length > 1) throw new UnsupportedTemplateError(at, `${name} stands beside other keys`);
  return name;
}

const placeholder = /\$\{(!?)([^}]*)\}/g;

function substitute(argument: unknown, scope: Scope, at: Location): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : pair(argument, at);
  if (!isObject(variables)) throw new UnsupportedTemplateError(at, 'the second part of Fn::Sub must be a map');
  return text(template, at).replace(placeholder, (whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return text(resolveIntrinsics(variables[name], scope, below(at, name)), at);
    const dot = name.indexOf('.');
    const found = dot < 0 ? scope.ref(name, at) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), at);
    if (found === noValue) throw new UnsupportedTemplateError(at, `${whole} has no value`);
    return text(found, at);
  });
}

/** The names that a value depends on: parameters and resources alike. */
export function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'Ref') return typeof item === 'string' ? [item] : [];
    if (key === 'Fn::GetAtt') {
      const first: unknown = Array.isArray(item) ? item[0] : item;
      return typeof first === 'string' ? [first.split('.')[0] ?? ''] : [];
    }
    if (key === 'Fn::Sub') {
      const template: unknown = Array.isArray(item) ? item[0] : item;
      const names = typeof template === 'string' ? [...template.matchAll(placeholder)] : [];
      const own = names.filter(([, literal]) => literal === '').map(([, , name = '']) => name.split('.')[0] ?? '');
      return Array.isArray(item) ? [...own, ...references(item[1])] : own;
    }
    return references(item);
  });
}

function attributeParts(argument: unknown, at: Location): [string, string] {
  const parts =
    typeof argument === 'string' ? [argument.split('.')[0], argument.split('.').slice(1).join('.')] : argument;
  const [logicalId, attribute] = pair(parts, at);
  return [text(logicalId, at), text(attribute, at)];
}

function pair(value: unknown, at: Location): [unknown, unknown] {
  const [first, second, ...more] = list(value, at);
  if (second === undefined || more.length > 0) throw new UnsupportedTemplateError(at, 'expected a list of two parts');
  return [first, second];
}

export function list(value: unknown, at: Location): unknown[] {
  if (!Array.isArray(value)) throw new UnsupportedTemplateError(at, 'expected a list');
  return value;
}

export function text(value: unknown, at: Location): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnsupportedTemplateError(at, 'expected a text');
}
