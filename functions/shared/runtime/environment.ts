import * as v from 'valibot';
import { validate } from '../core/validate.ts';

const filled = v.pipe(v.string('a text'), v.nonEmpty('a text that is not empty'));

/**
 * Reads the variables that the template gives a function, at its start: a name that is missing or mistyped stops the
 * first deploy, not the first payment. Throws InvalidInputError with the variable's name.
 */
export function readEnvironment<const Name extends string>(
  required: readonly Name[],
  source: NodeJS.ProcessEnv = process.env,
): Record<Name, string> {
  const found: Record<string, string | undefined> = {};
  for (const name of required) found[name] = source[name];
  const schema = v.object(v.entriesFromList(required, filled));
  return validate('environment variables', schema, found);
}
