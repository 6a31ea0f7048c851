import type { Readable, Writable } from 'node:stream';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { keyFromText } from '../../command-line/tool-client.ts';
import { askForSecret } from './ask-for-secret.ts';
import { HiddenLines } from './hidden-lines.ts';

/** Secrets Manager takes no more. */
const bytesMax = 65_536;

export interface SecretInput {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Where questions go: not to standard output, which may be a file. */
  readonly questions: Writable;
}

/**
 * Reads the JSON of a key's secret from a terminal or else to the end of the input, and checks it as the functions do.
 * `name` stands for the secret in errors; they show nothing of it. Throws InvalidInputError.
 */
export async function readSecret(name: string, { input, questions }: SecretInput): Promise<string> {
  const text = input.isTTY === true ? await typed(name, input, questions) : await piped(name, input);
  await keyFromText(name, text, systemClock).signer();
  return text;
}

async function typed(name: string, input: Readable, questions: Writable): Promise<string> {
  const lines = new HiddenLines(input, questions);
  try {
    const text = await askForSecret(lines);
    if (text !== undefined) return text;
  } finally {
    lines.close();
  }
  throw flaw(name, 'was not typed to its end', 'an answer to each question; nothing was sent');
}

async function piped(name: string, input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bytesMax) throw flaw(name, 'is too long', `at most ${bytesMax} bytes on standard input`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8').trim();
}

function flaw(name: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError(`secret ${name}`, [{ field: '', reason, expected }]);
}
