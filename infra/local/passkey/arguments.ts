import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { personSchema } from '../../../functions/shared/core/schemas.ts';
import { invalidFlag, isFlagError } from '../../command-line/flags.ts';
import type { Persona } from '../demo/personas.ts';
import { localStageName } from './local-device.ts';

/** What is done, as whom. */
export type Arguments = { readonly as: Persona } & (
  | { readonly command: 'line' | 'enroll' }
  /** The id of another person's device, or of an instruction. */
  | { readonly command: 'confirm' | 'approve'; readonly id: string }
);

export const usage = [
  'npm run passkey -- line --as PERSON',
  'npm run passkey -- enroll --as PERSON --groups GROUP,…',
  'npm run passkey -- confirm CREDENTIAL_ID --as PERSON --groups GROUP,…',
  'npm run passkey -- approve INSTRUCTION_ID --as PERSON --groups GROUP,…',
].join('\n       ');

const options = { as: { type: 'string' }, groups: { type: 'string' }, stage: { type: 'string' } } as const;

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const { as: by, groups = '', stage = localStageName } = values;
  if (stage !== localStageName) {
    const expected = `${localStageName}. Elsewhere people use a device that asks who holds it, at the console`;
    throw invalidFlag('--stage', 'takes no software keys: they ask nobody who holds them', expected);
  }
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw invalidFlag('', 'has too many words', usage);
  const as = readPersona(by, groups);
  switch (command) {
    case 'line':
    case 'enroll':
      if (id !== undefined) throw invalidFlag('', 'has too many words', usage);
      return { command, as };
    case 'confirm':
    case 'approve':
      if (id === undefined) throw invalidFlag('', `${command} names nothing`, usage);
      return { command, as, id };
    default:
      throw invalidFlag('', 'names no command', 'line, enroll, confirm or approve');
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!isFlagError(error)) throw error;
    throw invalidFlag('', error.message.split('. ')[0] ?? 'unknown flag', usage);
  }
}

function readPersona(by: string | undefined, groups: string): Persona {
  const person = v.safeParse(personSchema, by);
  if (!person.success) throw invalidFlag('--as', 'names nobody', 'a person, such as bob@example.com');
  const { output: email } = person;
  return { name: email, email, groups: groups === '' ? [] : groups.split(',') };
}
