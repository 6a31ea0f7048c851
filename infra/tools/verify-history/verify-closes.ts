import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { parseClose, remakeClose } from '../../../functions/shared/statements/close/remake-close.ts';
import { accessFile } from '../../command-line/access-file.ts';
import { readBytes, type StatementFile } from '../../command-line/statement-folder.ts';
import type { Finding } from './verify-item.ts';

/**
 * Makes each closed month of a folder again from its statements, and compares it to the byte. A month of which a
 * statement is not in the folder differs too: without it nobody can tell.
 */
export async function verifyCloses(folder: string, statements: readonly StatementFile[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const places = new Map(statements.map((file) => [`${file.account}/${file.date}`, file]));
  const read = async (account: string, date: string): Promise<string | undefined> => {
    const file = places.get(`${account}/${date}`);
    return file === undefined ? undefined : (await readBytes(file)).toString('utf8');
  };
  for await (const name of glob('**/closes/????-??.json', { cwd: folder })) {
    const text = await accessFile(name, 'a file that can be read', () => readFile(path.join(folder, name), 'utf8'));
    const problem = await problemOf(text, path.basename(name, '.json'), read);
    if (problem !== undefined) findings.push({ item: `closes/${path.basename(name)}`, problem });
  }
  return findings;
}

async function problemOf(
  text: string,
  month: string,
  read: Parameters<typeof remakeClose>[1],
): Promise<string | undefined> {
  const document = parseClose(text);
  if (document?.content.month !== month) return 'is no document of this month';
  try {
    const again = await remakeClose(document, read);
    return again === text ? undefined : 'is not what the statements of the folder come to, to the byte';
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return error.message;
  }
}
