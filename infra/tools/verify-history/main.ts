import { stat } from 'node:fs/promises';
import { iso } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { endOf } from '../../../functions/shared/ledger/export-span.ts';
import { accessFile } from '../../command-line/access-file.ts';
import { exitCodeFor } from '../../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { type DownloadedExport, exportsIn } from './export-folder.ts';
import { HistoryCheck } from './history-check.ts';
import { itemsOfExport, itemsOfTable } from './items.ts';
import { StatementCheck } from './statement-check.ts';
import { statementsIn } from './statement-folder.ts';
import { clientFor } from './table-client.ts';
import { verifyExports } from './verify-exports.ts';
import type { Finding } from './verify-item.ts';

// `npm run verify-history`: checks that no content and no history of an instruction or a whitelist entry was changed
// after it was written. Exports are laid one over the other, and tables over them in the order of the command line:
// none may take back what was there before.

async function main(args: readonly string[]): Promise<number> {
  const { tables, exports: paths, statements } = readArguments(args);
  const sources = tables.length + paths.length;
  const check = new HistoryCheck();
  await showExports(check, paths);
  for (const table of tables) {
    const { name, client } = clientFor(table);
    await check.checkSnapshot(itemsOfTable(name, client), sources === 1 ? undefined : name);
  }
  const { instructions, entries, findings } = check.result();
  if (sources > 0) {
    showFindings(findings);
    process.stdout.write(
      `${instructions} instructions and ${entries} whitelist entries checked, ${findings.length} broken\n`,
    );
  }
  const broken = statements === undefined ? 0 : await checkStatements(statements, check);
  return findings.length + broken === 0 ? 0 : 1;
}

function showFindings(findings: readonly Finding[]): void {
  for (const { item, version, problem } of findings) {
    process.stdout.write(`${item}${version === undefined ? '' : `, version ${version}`}: ${problem}\n`);
  }
}

/** How many findings there are. */
async function checkStatements(folder: string, { instructions }: HistoryCheck): Promise<number> {
  const check = new StatementCheck(instructions);
  for await (const statement of statementsIn(folder)) check.check(statement);
  showFindings(check.findings);
  process.stdout.write(`${check.count} statements checked, ${check.findings.length} broken\n`);
  return check.findings.length;
}

/** A folder has manifests, which tell the times of what is in it; a single file is all that there is. */
async function showExports(check: HistoryCheck, paths: readonly string[]): Promise<void> {
  const exports: DownloadedExport[] = [];
  for (const path of paths) {
    const found = await accessFile('--export', 'a file or folder that can be read', () => stat(path));
    if (found.isDirectory()) exports.push(...(await exportsIn(path)));
    else await check.checkSnapshot(itemsOfExport(path));
  }
  if (exports.length === 0) return;
  await verifyExports(check, exports);
  const until = Math.max(...exports.map(({ span }) => endOf(span)));
  process.stdout.write(`${exports.length} exports read, until ${iso(until)}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  if (isTreasuryError(error) && cause !== undefined) {
    process.stderr.write(`${error.code}: ${error.message} (${cause.name}: ${cause.message})\n`);
  } else exitCodeFor(error, usage);
  // 1 is for a history that was changed.
  process.exitCode = 2;
}
