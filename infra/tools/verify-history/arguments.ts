import { invalidFlag, readFlags } from '../../command-line/flags.ts';

/** Where items are, in the order of the command line. */
export interface Arguments {
  /** Folders or files. */
  readonly exports: readonly string[];
  readonly tables: readonly TableName[];
  /** A folder with statements that were downloaded. */
  readonly statements?: string;
  /** Where the first devices of the stage are named. */
  readonly roots?: RootsSource;
}

export type RootsSource =
  /** A file with their lines. */
  | { readonly file: string }
  /** The configuration of this stage, as it is here. */
  | { readonly stage: string };

/** A table at AWS by its name, or that of the stack that runs on this machine. */
export type TableName = { readonly name: string } | 'local';

export const usage =
  'npm run verify-history -- [--export FOLDER|FILE]… [--table NAME]… [--stage local] [--statements FOLDER]' +
  ' [--roots FILE | --roots-of STAGE]';

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const many = { type: 'string', multiple: true } as const;
  const one = { type: 'string' } as const;
  const options = { table: many, export: many, stage: one, statements: one, roots: one, 'roots-of': one } as const;
  const {
    table: names = [],
    export: exports = [],
    stage,
    statements,
    roots,
    'roots-of': rootsOf,
  } = readFlags(args, options, usage);
  if (stage !== undefined && stage !== 'local') {
    throw invalidFlag('--stage', 'is no stage of this machine', 'local, or --table with the name of a table at AWS');
  }
  if (names.length + exports.length === 0 && stage === undefined && statements === undefined) {
    const expected = 'at least one export or one table, or --stage local, or --statements';
    throw invalidFlag('--export or --table', 'is missing', expected);
  }
  if (statements === '') throw invalidFlag('--statements', 'is empty', 'a folder with statements');
  if (roots === '') throw invalidFlag('--roots', 'is empty', 'a file with the lines of the first devices');
  if (rootsOf === '') throw invalidFlag('--roots-of', 'is empty', 'the name of a stage that is configured');
  if (roots !== undefined && rootsOf !== undefined) {
    throw invalidFlag('--roots-of', 'is there beside --roots', 'one of the two: both say which the first devices are');
  }
  if (names.includes('')) throw invalidFlag('--table', 'is empty', 'the name of a table');
  if (exports.includes('')) throw invalidFlag('--export', 'is empty', 'a file or folder of a DynamoDB export');
  const tables: readonly TableName[] = names.map((name) => ({ name }));
  return {
    tables: stage === undefined ? tables : [...tables, 'local'],
    exports,
    ...(statements === undefined ? {} : { statements }),
    ...(roots === undefined ? {} : { roots: { file: roots } }),
    ...(rootsOf === undefined ? {} : { roots: { stage: rootsOf } }),
  };
}
