import { coinSchema, fiatCoins, nameSchema } from '../../../functions/shared/core/schemas.ts';
import { validate } from '../../../functions/shared/core/validate.ts';
import { invalidFlag, readFlags } from '../../command-line/flags.ts';
import { readStageFlag } from '../../command-line/stage-flag.ts';
import type { Stage } from '../../config/stage-name.ts';
import { type FormatName, formats, isFormatName } from './formats.ts';
import { dayPeriod, monthPeriod, type Period } from './period.ts';

export interface Arguments {
  readonly source: Source;
  readonly period: Period;
  readonly format: FormatName;
  readonly account?: string;
  readonly coin?: string;
  /** Instead of standard output. */
  readonly out?: string;
  /** Takes a period of which days are missing, provisional or lost. */
  readonly allowsMissing: boolean;
}

/** Where statements are read: in the table of a stage, or in a folder with what was downloaded from its bucket. */
export type Source =
  | { readonly kind: 'table'; readonly stage: Stage }
  | { readonly kind: 'folder'; readonly folder: string; readonly stage?: Stage };

export const usage =
  'npm run statement -- --stage STAGE | --folder FOLDER --month YYYY-MM | --day YYYY-MM-DD ' +
  `--format ${Object.keys(formats).join('|')} [--account NAME] [--coin COIN] [--out FILE] [--allow-missing]`;

/** Reads the command line. Throws InvalidInputError. */
export function readArguments(args: readonly string[]): Arguments {
  const { stage, folder, month, day, format, account, coin, out, ...flags } = parse(args);
  if (out === '') throw invalidFlag('--out', 'is empty', 'a file for the statement');
  const chosen = {
    ...(account === undefined ? {} : { account: validate('--account', nameSchema, account) }),
    ...(coin === undefined ? {} : { coin: validate('--coin', coinSchema, coin) }),
  };
  const name = readFormat(format);
  checkNeeds(name, chosen);
  return {
    source: readSource(stage, folder),
    period: readPeriod(month, day),
    format: name,
    ...chosen,
    ...(out === undefined ? {} : { out }),
    allowsMissing: flags['allow-missing'] ?? false,
  };
}

function readFormat(format: string | undefined): FormatName {
  const expected = `one of ${Object.keys(formats).join(', ')}`;
  if (format === undefined) throw invalidFlag('--format', 'is missing', expected);
  if (!isFormatName(format)) throw invalidFlag('--format', 'is no format', expected);
  return format;
}

function checkNeeds(format: FormatName, { account, coin }: Pick<Arguments, 'account' | 'coin'>): void {
  const { needs } = formats[format];
  if (needs.includes('account') && account === undefined) {
    throw invalidFlag('--account', 'is missing', `the one account that a file for ${format} is of`);
  }
  if (needs.includes('all-coins') && coin !== undefined) {
    throw invalidFlag('--coin', `is not for ${format}`, 'no --coin: half of a trade would be missing');
  }
  if (needs.includes('fiat') && !fiatCoins.some((fiat) => fiat === coin)) {
    const reason = coin === undefined ? 'is missing' : 'is no currency';
    throw invalidFlag('--coin', reason, `what a file for ${format} is of: ${fiatCoins.join(' or ')}`);
  }
}

function readSource(stage: string | undefined, folder: string | undefined): Source {
  if (folder === '') throw invalidFlag('--folder', 'is empty', 'a folder with statements');
  if (stage === undefined && folder === undefined) {
    throw invalidFlag('--stage or --folder', 'is missing', 'the stage, or a folder with what was downloaded');
  }
  const named = stage === undefined ? {} : { stage: readStageFlag(stage, 'the stage whose statements they are') };
  if (folder !== undefined) return { kind: 'folder', folder, ...named };
  return { kind: 'table', stage: readStageFlag(stage, 'the stage whose statements they are') };
}

function readPeriod(month: string | undefined, day: string | undefined): Period {
  if (month !== undefined && day !== undefined) throw invalidFlag('--day', 'is there beside --month', 'one of the two');
  if (month !== undefined) return monthPeriod(month);
  if (day !== undefined) return dayPeriod(day);
  throw invalidFlag('--month or --day', 'is missing', 'a month such as 2026-11, or a day such as 2026-11-20');
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    stage: text,
    folder: text,
    month: text,
    day: text,
    format: text,
    account: text,
    coin: text,
    out: text,
    'allow-missing': { type: 'boolean' },
  } as const;
  return readFlags(args, options, usage);
}
