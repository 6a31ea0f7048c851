import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOfLines, linesOf, statementObjectKey } from '../../../../../functions/shared/statements/lines.ts';
import type { Statement } from '../../../../../functions/shared/statements/statement.ts';

/** Writes statements as they would lie in a folder that was downloaded from the bucket. */
export async function writeStatements(folder: string, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) {
    const file = path.join(folder, statementObjectKey(statement.account, statement.date));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, linesOf(statement));
  }
}

/** The days of one account, each with the digest of the one before it. */
export function chained(days: readonly Statement[]): Statement[] {
  const done: Statement[] = [];
  for (const day of days) {
    const before = done.at(-1);
    done.push(before === undefined ? day : { ...day, previous: digestOfLines(linesOf(before)) });
  }
  return done;
}
