import { readFile, stat } from 'node:fs/promises';
import { accessFile } from './access-file.ts';

/** Everything but what its owner may do. */
const othersMask = 0o077;

/** Tells who runs a tool something that does not end it. */
export type Warn = (line: string) => void;

const toStderr: Warn = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * Reads a file with keys in it that a flag names, and warns where others on this machine can read it too. Throws
 * InvalidInputError, which shows nothing of what the file holds.
 */
export async function readSecretFile(flag: string, expected: string, file: string, warn = toStderr): Promise<string> {
  const text = await accessFile(flag, expected, () => readFile(file, 'utf8'));
  const found = await accessFile(flag, expected, () => stat(file));
  // A pipe is read once and is nobody else's. Windows has no such bits.
  const isOpen = process.platform !== 'win32' && found.isFile() && (found.mode & othersMask) !== 0;
  if (isOpen) warn(`Warning: others on this machine can read ${file}, which holds keys. Close it: chmod 600 '${file}'`);
  return text;
}
