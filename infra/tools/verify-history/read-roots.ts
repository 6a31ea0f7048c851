import { readFile } from 'node:fs/promises';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { type PasskeyGround, readPasskeySettings } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import { parseRoot } from '../../../functions/shared/passkeys/roots.ts';
import { accessFile } from '../../command-line/access-file.ts';
import type { Passkeys } from '../../config/passkeys.ts';
import { loadTreasury } from '../../config/stages.ts';
import type { RootsSource } from './arguments.ts';

/** The first devices of a stage, and where they are asked. Throws InvalidInputError, ConfigError. */
export async function readGround(source: RootsSource): Promise<PasskeyGround> {
  if ('file' in source) return readRoots(source.file);
  const { passkeys } = await loadTreasury(source.stage);
  return groundOf(source.stage, passkeys);
}

/** As the configuration of a stage has them: here, and not in the stack. Throws InvalidInputError. */
export function groundOf(stage: string, passkeys: Passkeys): PasskeyGround {
  const { ground } = readPasskeySettings(JSON.stringify({ stage, ...passkeys }));
  if (ground !== undefined && passkeys.roots.length > 0) return ground;
  const expected = 'a stage with passkeys.roots and console.domain in its configuration';
  throw new InvalidInputError('command line', [{ field: '--roots-of', reason: `${stage} has none`, expected }]);
}

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
