import { parseArgs } from 'node:util';
import { isTreasuryError } from '../../functions/base/errors.ts';
import { itemsOfExport, itemsOfTable } from './items.ts';
import { verifyItems } from './verify-items.ts';

// `npm run verify-history`: checks that no content and no history of an instruction or a whitelist entry was changed after it was written.

const usage = 'npm run verify-history -- --table NAME | --export FILE';

function readFlags() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { table: text, export: text }, allowPositionals: false, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {};
  }
}

async function main(): Promise<number> {
  const { table, export: file } = readFlags();
  if ((table === undefined) === (file === undefined)) {
    process.stderr.write(`Usage: ${usage}\n`);
    return 2;
  }
  const items = table === undefined ? itemsOfExport(file ?? '') : itemsOfTable(table);
  const { instructions, entries, findings } = await verifyItems(items);
  for (const { item, version, problem } of findings) {
    process.stdout.write(`${item}${version === undefined ? '' : `, version ${version}`}: ${problem}\n`);
  }
  process.stdout.write(
    `${instructions} instructions and ${entries} whitelist entries checked, ${findings.length} broken\n`,
  );
  return findings.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!isTreasuryError(error)) throw error;
  const cause = error.cause instanceof Error ? ` (${error.cause.name}: ${error.cause.message})` : '';
  process.stderr.write(`${error.code}: ${error.message}${cause}\n`);
  process.exitCode = 2;
}
