import { invalidFlag, readFlags } from '../../command-line/flags.ts';

/** Where items are, in the order of the command line. */
export interface Arguments {
  /** Folders or files. */
  readonly exports: readonly string[];
  readonly tables: readonly string[];
}

export const usage = 'npm run verify-history -- [--export FOLDER|FILE]… [--table NAME]…';

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const many = { type: 'string', multiple: true } as const;
  const { table: tables = [], export: exports = [] } = readFlags(args, { table: many, export: many }, usage);
  if (tables.length + exports.length === 0) {
    throw invalidFlag('--export or --table', 'is missing', 'at least one export or one table');
  }
  if (tables.includes('')) throw invalidFlag('--table', 'is empty', 'the name of a table');
  if (exports.includes('')) throw invalidFlag('--export', 'is empty', 'a file or folder of a DynamoDB export');
  return { tables, exports };
}
