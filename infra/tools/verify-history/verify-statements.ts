import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { digestOfLines } from '../../../functions/shared/statements/lines.ts';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import type { Statement } from '../../../functions/shared/statements/statement.ts';
import { readBytes, type StatementFile, statementFilesIn } from '../../command-line/statement-folder.ts';
import type { RegistryCheck } from './registry-check.ts';
import { type ChainedDay, chainProblems } from './statement-chain.ts';
import type { StatementLinks } from './statement-links.ts';
import { verifyCloses } from './verify-closes.ts';
import type { Finding } from './verify-item.ts';
import { statementProblems } from './verify-statement.ts';

export interface StatementVerification {
  readonly statements: number;
  readonly accounts: number;
  readonly findings: readonly Finding[];
  /** What the statements say of themselves, and nobody changed: days that do not balance, or are lost. */
  readonly remarks: readonly string[];
}

/** What statements are held against. */
export interface StatementComparison {
  readonly links?: StatementLinks | undefined;
  /** Is told the heads of the registry of devices that they name. */
  readonly registry?: RegistryCheck;
}

/**
 * Checks the statements below a folder: each by itself, how each joins the day before, and with `links` how they agree
 * with the ledger. It holds one of them at a time. Throws InvalidInputError where there is none.
 */
export async function verifyStatements(
  folder: string,
  { links, registry }: StatementComparison = {},
): Promise<StatementVerification> {
  const files = await statementFilesIn('--statements', folder);
  const byAccount = Map.groupBy(files, ({ account }) => account);
  const findings: Finding[] = [];
  const remarks: string[] = [];
  for (const account of byAccount.values()) {
    let before: ChainedDay | undefined;
    for (const file of account) {
      const item = `${file.account}/${file.date}`;
      const read = await readDay(file);
      const chain = before === undefined ? [] : chainProblems(before, read);
      findings.push(...[...read.problems, ...chain].map((problem) => ({ item, problem })));
      if (read.statement !== undefined) {
        registry?.noteStatement(item, read.statement.registry);
        const own = checkStatement(read.statement, links);
        findings.push(...own.map((problem) => ({ item, problem })));
        remarks.push(...remarksOf(read.statement, before === undefined).map((remark) => `${item}: ${remark}`));
      }
      // What it said is not needed for the next day; only how it closed.
      before = withoutRows(read);
    }
  }
  const missing = links?.missing().map((id) => ({ item: id, problem: 'is settled, and no statement names it' })) ?? [];
  const closes = await verifyCloses(folder, files);
  const all = [...findings, ...missing, ...closes];
  return { statements: files.length, accounts: byAccount.size, findings: all, remarks };
}

async function readDay(file: StatementFile): Promise<ChainedDay & { readonly problems: readonly string[] }> {
  const bytes = await readBytes(file);
  const day = { date: file.date, digest: digestOfLines(bytes) };
  try {
    const statement = parseStatement(bytes.toString('utf8'));
    const isItsOwn = statement.account === file.account && statement.date === file.date;
    if (isItsOwn) return { ...day, statement, problems: [] };
    return { ...day, problems: [`it is the statement of ${statement.account}, ${statement.date}`] };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { ...day, problems: [error.message] };
  }
}

function checkStatement(statement: Statement, links: StatementLinks | undefined): string[] {
  const linked = links === undefined || statement.kind === 'lost' ? [] : links.check(statement);
  return [...statementProblems(statement), ...linked];
}

function remarksOf(statement: Statement, isFirst: boolean): string[] {
  const start = isFirst && statement.previous !== undefined ? ['begins here: the day before is not in the folder'] : [];
  if (statement.kind === 'lost') return [...start, `is lost: ${statement.reason}`];
  const open = statement.coins.filter(({ difference }) => difference !== '0');
  return [...start, ...open.map(({ coin, difference }) => `does not balance in ${coin}, by ${difference}`)];
}

function withoutRows({ date, digest, statement }: ChainedDay): ChainedDay {
  if (statement === undefined) return { date, digest };
  return { date, digest, statement: statement.kind === 'lost' ? statement : { ...statement, rows: [] } };
}
