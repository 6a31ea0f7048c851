import { stat } from 'node:fs/promises';
import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { endOf } from '../../../functions/shared/ledger/export-span.ts';
import { accessFile } from '../../command-line/access-file.ts';
import { exitCodeFor } from '../../command-line/flags.ts';
import { readArguments, usage } from './arguments.ts';
import { type DownloadedExport, exportsIn } from './export-folder.ts';
import { HistoryCheck } from './history-check.ts';
import { itemsOfExport, itemsOfTable } from './items.ts';
import { LedgerIndex } from './ledger-index.ts';
import { readGround } from './read-roots.ts';
import { RegistryCheck } from './registry-check.ts';
import { reportHistories, reportRegistry, reportSignatures, reportStatements } from './report.ts';
import { SignatureCheck } from './signature-check.ts';
import { StatementLinks } from './statement-links.ts';
import { clientFor } from './table-client.ts';
import { verifyExports } from './verify-exports.ts';
import { verifyStatements } from './verify-statements.ts';

// `npm run verify-history`: checks that no content and no history of an instruction or a whitelist entry was changed
// after it was written. Exports are laid one over the other, and tables over them in the order of the command line:
// none may take back what was there before. Statements are checked by themselves, and against what was shown before.

async function main(args: readonly string[]): Promise<number> {
  const { tables, exports: paths, statements, roots } = readArguments(args);
  const ground = roots === undefined ? undefined : await readGround(roots);
  const sources = tables.length + paths.length;
  const ledger = new LedgerIndex();
  const signatures = new SignatureCheck();
  const registry = new RegistryCheck();
  const check = new HistoryCheck((seen) => {
    signatures.note(seen);
    registry.note(seen);
    // Only statements ask for it.
    if (statements !== undefined && seen.kind === 'instruction') ledger.note(seen.instruction);
  });
  const until = await showExports(check, paths);
  for (const table of tables) {
    const { name, client } = clientFor(table);
    await check.checkSnapshot(itemsOfTable(name, client), sources === 1 ? undefined : name);
  }
  // A table has everything until now; a single file does not say until when.
  const shownUntil = tables.length > 0 ? Number.POSITIVE_INFINITY : until;
  const links = sources === 0 ? undefined : new StatementLinks(ledger, shownUntil);
  const stated = statements === undefined ? undefined : await verifyStatements(statements, { links, registry });
  const broken =
    (sources === 0 ? 0 : reportHistories(check) + reportSignatures(signatures, ground)) +
    reportRegistry(registry, sources === 0 ? undefined : shownUntil) +
    (stated === undefined ? 0 : reportStatements(stated, links !== undefined));
  return broken === 0 ? 0 : 1;
}

/**
 * A folder has manifests, which tell the times of what is in it; a single file is all that there is. Returns until when
 * it goes.
 */
async function showExports(check: HistoryCheck, paths: readonly string[]): Promise<Millis> {
  const exports: DownloadedExport[] = [];
  for (const path of paths) {
    const found = await accessFile('--export', 'a file or folder that can be read', () => stat(path));
    if (found.isDirectory()) exports.push(...(await exportsIn(path)));
    else await check.checkSnapshot(itemsOfExport(path));
  }
  if (exports.length === 0) return Number.POSITIVE_INFINITY;
  await verifyExports(check, exports);
  const until = Math.max(...exports.map(({ span }) => endOf(span)));
  process.stdout.write(`${exports.length} exports read, until ${iso(until)}\n`);
  return until;
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
