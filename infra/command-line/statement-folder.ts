import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { accessFile } from './access-file.ts';
import { invalidFlag } from './flags.ts';

/** A statement's file, by where it lies. */
export interface StatementFile {
  readonly path: string;
  readonly account: string;
  /** `yyyy-mm-dd` */
  readonly date: string;
}

/**
 * All statements below a folder that was downloaded from the bucket, or from any folder in it, by account and date.
 * Throws InvalidInputError where there is none, and where there are two of one day: nobody could tell which counts.
 */
export async function statementFilesIn(flag: string, folder: string): Promise<readonly StatementFile[]> {
  const files: StatementFile[] = [];
  for await (const name of glob('**/*.jsonl', { cwd: folder })) {
    const account = path.basename(path.dirname(path.resolve(folder, name)));
    const date = path.basename(name, '.jsonl');
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) files.push({ path: path.join(folder, name), account, date });
  }
  const expected = 'a folder as it is in the bucket: statements/<account>/<yyyy-mm-dd>.jsonl';
  if (files.length === 0) throw invalidFlag(flag, 'has no statement in it', expected);
  const sorted = files.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const twice = sorted.find((file, at) => at > 0 && placeOf(file) === placeOf(sorted[at - 1] ?? file));
  if (twice === undefined) return sorted;
  throw invalidFlag(flag, `has ${placeOf(twice)} twice`, expected);
}

function placeOf({ account, date }: StatementFile): string {
  return `${account}/${date}`;
}

/** Throws InvalidInputError where it cannot be opened. */
export function readBytes({ path: file }: StatementFile): Promise<Buffer> {
  return accessFile(file, 'a file that can be read', () => readFile(file));
}
