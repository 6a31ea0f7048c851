import { describe, expect, test } from '@jest/globals';
import { resolveEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import { readArguments as readStart } from '../../../infra/local/arguments.ts';
import { readArguments as readCost } from '../../../infra/tools/cost/arguments.ts';
import { readArguments as readCheck } from '../../../infra/tools/exchange-check/arguments.ts';
import { environmentForUrl } from '../../../infra/tools/exchange-check/environment-for-url.ts';
import { readArguments as readKeys } from '../../../infra/tools/keys/arguments.ts';
import { reach } from '../../../infra/tools/reach/reach.ts';
import { readArguments as readStatement } from '../../../infra/tools/statement/arguments.ts';
import { readArguments as readVerify } from '../../../infra/tools/verify-history/arguments.ts';
import { expectWords, failure } from '../../support/refusals.ts';

type Read = (args: readonly string[]) => unknown;

/** Each as the words of a command line, with what is said of the flag that is to blame. */
const rows: Readonly<Record<string, readonly [Read, readonly (readonly [string, string])[]]>> = {
  'npm start': [
    readStart,
    [
      ['--keys keys.json', '--exchange: is missing; expected the URL of the exchange'],
      ['--exchange https://example.com', '--keys: is missing; expected the file with the keys'],
      ['--exchange https://example.com --keys k.json --fault {}', '--fault: is for the simulator; expected no --fault'],
      ['--once=yes', "Option '--once' does not take an argument; expected npm start"],
      ['--twice', "Unknown option '--twice'; expected npm start"],
      ['demo', "Unexpected argument 'demo'"],
    ],
  ],
  'npm run cost': [
    readCost,
    [
      ['--withdrawals many', '--withdrawals: is not such a number; expected a whole number from 0 to 10000000'],
      ['--withdrawals 1.5', '--withdrawals: is not such a number'],
      ['--sweeps=-1', '--sweeps: is not such a number'],
      ['--approvals 11', '--approvals: is not such a number; expected a whole number from 1 to 10'],
      ['--region mars-1', '--region: has no price list here; expected one of '],
    ],
  ],
  'npm run keys': [
    readKeys,
    [
      ['set read --stage mars', '--stage: names no stage; expected the stage whose keys they are: local, sandbox'],
      ['set read', '--stage: is missing'],
      ['set main --stage sandbox', 'KEY: names no key; expected one of read, transfer, withdrawal, whitelist, fiat'],
      ['rotate --stage sandbox', 'names no command; expected set, back or check'],
      ['check read --stage sandbox', 'has something that is not taken, and not shown here'],
    ],
  ],
  'npm run exchange-check': [
    readCheck,
    [
      ['--keys k.json', '--exchange: is missing; expected the URL of the exchange'],
      ['--exchange https://example.com', '--keys: is missing'],
      ['--exchange u --keys k --coin usdt', '--coin: does not have the right form; expected a coin in capitals'],
      [
        '--exchange u --keys k --withdrawal a/b',
        '--withdrawal: does not have the right form; expected 1 to 64 letters',
      ],
      ['--exchange u --keys k --out=', '--out: is empty; expected a file for the report'],
    ],
  ],
  'npm run statement': [
    readStatement,
    [
      ['--month 2026-11 --format csv', '--stage or --folder: is missing; expected the stage, or a folder'],
      ['--stage mars --month 2026-11 --format csv', '--stage: names no stage; expected the stage whose statements'],
      ['--folder= --month 2026-11 --format csv', '--folder: is empty; expected a folder with statements'],
      ['--folder f --format csv', '--month or --day: is missing; expected a month such as 2026-11'],
      ['--folder f --month 2026-13 --format csv', '--month: is no month; expected a month such as 2026-11'],
      ['--folder f --day 2026-02-30 --format csv', '--day: is no day; expected a day such as 2026-11-20'],
      ['--folder f --day 2026-11-20 --month 2026-11 --format csv', '--day: is there beside --month'],
      ['--folder f --month 2026-11', '--format: is missing; expected one of csv, json, camt053, koinly, tres, xero'],
      ['--folder f --month 2026-11 --format pdf', '--format: is no format; expected one of csv, json'],
      ['--folder f --month 2026-11 --format koinly', '--account: is missing; expected the one account'],
      ['--folder f --month 2026-11 --format xero --account a', '--coin: is missing; expected what a file for xero'],
      [
        '--folder f --month 2026-11 --format xero --account a --coin BTC',
        '--coin: is no currency; expected what a file for xero is of: USD or HKD',
      ],
      ['--folder f --month 2026-11 --format csv --coin usdt', '--coin: does not have the right form'],
      ['--folder f --month 2026-11 --format csv --account a/b', '--account: does not have the right form'],
      ['--folder f --month 2026-11 --format csv --out=', '--out: is empty; expected a file for the statement'],
    ],
  ],
  'npm run verify-history': [
    readVerify,
    [
      ['', '--export or --table: is missing; expected at least one export'],
      ['--table=', '--table: is empty; expected the name of a table'],
      ['--export=', '--export: is empty; expected a file or folder'],
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_command, [read, lines]) => {
  test.each(lines)('%s', async (line, words) => {
    const args = line === '' ? [] : line.split(' ');
    expectWords(await failure(() => read(args)), 'invalid-input', words);
  });
});

describe('an environment or a URL that is wrong is named by', () => {
  test('the flag of a tool', async () => {
    const options = { environment: 'hashkey', keyFile: 'none.json', bind: false };
    const words = '--environment: there is no environment hashkey; expected one of ';
    expectWords(await failure(() => reach(options)), 'invalid-input', words);
    const atUrl = { ...options, environment: 'hashkey-sandbox', url: 'http://example.com' };
    expectWords(await failure(() => reach(atUrl)), 'invalid-input', '--url: would send keys in the clear');
    expectWords(await failure(() => environmentForUrl('example')), 'invalid-input', '--exchange: not a URL');
  });

  test('the variable of a function', async () => {
    const refused = await failure(() => resolveEnvironment('hashkey'));
    expectWords(refused, 'invalid-input', 'EXCHANGE_ENVIRONMENT: there is no environment hashkey');
    expect(refused.message).not.toContain('--environment');
  });
});
