import { readFile } from 'node:fs/promises';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { type PasskeyGround, readPasskeySettings } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import { parseRoot } from '../../../functions/shared/passkeys/roots.ts';
import { accessFile } from '../../command-line/access-file.ts';

/**
 * Reads the first devices of a stage from a file: a line each, as its configuration has them. The stage and its domain
 * are theirs. Throws InvalidInputError.
 */
export async function readRoots(file: string): Promise<PasskeyGround> {
  const text = await accessFile('--roots', 'a file that can be read', () => readFile(file, 'utf8'));
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first] = lines;
  if (first === undefined) throw noRoots(file);
  const { stage, rpId } = parseRoot(first, file);
  const floor = { level: 'off', over: {} };
  const { ground } = readPasskeySettings(JSON.stringify({ stage, rpId, roots: lines, floor }));
  if (ground === undefined) throw noRoots(file);
  return ground;
}

function noRoots(file: string): InvalidInputError {
  const expected = 'the lines of the stage\'s first devices, each of which begins with "passkey:v1:"';
  return new InvalidInputError('command line', [{ field: '--roots', reason: `${file} has none`, expected }]);
}
