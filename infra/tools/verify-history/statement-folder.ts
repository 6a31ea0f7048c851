import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { accessFile } from '../../command-line/access-file.ts';

/** A statement's file as it was downloaded. */
export interface DownloadedStatement {
  /** The folder that it lies in, which is named as its account. */
  readonly account: string;
  /** Of its name: `yyyy-mm-dd`. */
  readonly date: string;
  readonly text: string;
}

/**
 * All statements below a folder that was downloaded from the bucket, by account and day. One at a time: a year of days
 * with many movements is large. Throws InvalidInputError.
 */
export async function* statementsIn(folder: string): AsyncGenerator<DownloadedStatement> {
  const files: string[] = [];
  for await (const file of glob('**/*.jsonl', { cwd: folder })) files.push(file);
  if (files.length === 0) {
    const flaw = { field: '--statements', reason: 'has no statement in it', expected: 'a folder with statements' };
    throw new InvalidInputError('statements', [flaw]);
  }
  for (const file of files.sort()) {
    const whole = path.join(folder, file);
    const text = await accessFile('--statements', 'a file that can be read', () => readFile(whole, 'utf8'));
    yield { account: path.basename(path.dirname(whole)), date: path.basename(file, '.jsonl'), text };
  }
}
