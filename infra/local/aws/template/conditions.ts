import { isObject } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { list, resolveIntrinsics, type Scope, text } from './intrinsics.ts';

/** Evaluates a condition of the template: Equals, And, Or, Not, and conditions by name. */
export function evaluateCondition(value: unknown, scope: Scope, at: Location): boolean {
  const [entry, ...more] = isObject(value) ? Object.entries(value) : [];
  if (!entry || more.length > 0) throw new UnsupportedTemplateError(at, 'expected one condition function');
  const [name, argument] = entry;
  const here = below(at, name);
  switch (name) {
    case 'Condition':
      return scope.condition(text(argument, here), here);
    case 'Fn::Equals': {
      const [left, right] = list(argument, here).map((side) => text(resolveIntrinsics(side, scope, here), here));
      return left === right;
    }
    case 'Fn::Not':
      return !list(argument, here).every((part) => evaluateCondition(part, scope, here));
    case 'Fn::And':
      return list(argument, here).every((part) => evaluateCondition(part, scope, here));
    case 'Fn::Or':
      return list(argument, here).some((part) => evaluateCondition(part, scope, here));
    default:
      throw new UnsupportedTemplateError(here, `the condition function ${name} is not understood`);
  }
}
