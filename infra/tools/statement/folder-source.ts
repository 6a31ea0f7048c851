import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import type { StatedDay } from '../../../functions/shared/statements/stated-day.ts';
import { readBytes, type StatementFile, statementFilesIn } from '../../command-line/statement-folder.ts';
import { StatementNotToldError } from './errors.ts';
import type { StatementSource } from './statement-source.ts';

/**
 * Statements as they were downloaded from the bucket, which takes no right to the account. Without `accounts` they are
 * those that the folder has a statement of. Throws InvalidInputError.
 */
export async function folderSource(folder: string, accounts?: readonly string[]): Promise<StatementSource> {
  const files = await statementFilesIn('--folder', folder);
  const found = [...new Set(files.map(({ account }) => account))];
  return { accounts: accounts ?? found, read: (account, date) => readDay(files, account, date) };
}

async function readDay(files: readonly StatementFile[], account: string, date: string): Promise<StatedDay> {
  const file = files.find((each) => each.account === account && each.date === date);
  if (file === undefined) return { kind: 'missing', account, date };
  const statement = parseStatement((await readBytes(file)).toString('utf8'));
  // A file under another name would count one day twice.
  if (statement.account === account && statement.date === date) return statement;
  throw new StatementNotToldError(`${file.path} is the statement of ${statement.account}, ${statement.date}`);
}
