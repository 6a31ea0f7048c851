import { StackInputError } from '../errors.ts';
import type { ParameterDeclaration } from './template.ts';

/** The value of each parameter: given, or its default. A list type becomes a list. */
export function parameterValues(
  declarations: Readonly<Record<string, ParameterDeclaration>>,
  given: Readonly<Record<string, string>>,
): Map<string, unknown> {
  const known = Object.keys(declarations);
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new StackInputError(`the template has no parameter ${name}; it has: ${known.join(', ') || 'none'}`);
  }
  const values = new Map<string, unknown>();
  for (const [name, declaration] of Object.entries(declarations)) {
    // Such a parameter names an entry of Systems Manager, which is not here. Using it fails, declaring it does not.
    if (declaration.Type.startsWith('AWS::SSM::')) continue;
    values.set(name, typed(name, declaration, textOf(name, declaration, given[name])));
  }
  return values;
}

function textOf(name: string, declaration: ParameterDeclaration, given: string | undefined): string {
  const value = given ?? declaration.Default;
  if (value === undefined) throw new StackInputError(`parameter ${name} has no value and no default`);
  const text = String(value);
  if (declaration.AllowedValues && !declaration.AllowedValues.map(String).includes(text)) {
    throw new StackInputError(`parameter ${name} must be one of ${declaration.AllowedValues.join(', ')}`);
  }
  if (declaration.AllowedPattern !== undefined && !new RegExp(`^(?:${declaration.AllowedPattern})$`).test(text)) {
    throw new StackInputError(`parameter ${name} must match ${declaration.AllowedPattern}`);
  }
  return text;
}

function typed(name: string, declaration: ParameterDeclaration, text: string): unknown {
  switch (declaration.Type) {
    case 'String':
      return text;
    case 'Number':
      if (text.trim() === '' || !Number.isFinite(Number(text)))
        throw new StackInputError(`parameter ${name} must be a number`);
      return text;
    case 'CommaDelimitedList':
      return text === '' ? [] : text.split(',').map((part) => part.trim());
    default:
      throw new StackInputError(
        `parameter ${name} has type ${declaration.Type}, which the local stack does not understand`,
      );
  }
}
