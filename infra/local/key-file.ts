import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';

/**
 * The text of a file that holds a key of this machine, which is made there on first use (mode 0600). Two that start at
 * once get the same one. Undefined where somebody removes it meanwhile.
 */
export async function readOrMakeKeyFile(file: string, make: () => Promise<string>): Promise<string | undefined> {
  const existing = await read(file);
  if (existing !== undefined) return existing;
  await writeNew(file, await make());
  return read(file);
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

/** Written aside and then linked: nobody can read half a file, and the first of two writers wins. */
async function writeNew(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(aside, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside);
  }
}

function isCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code;
}
