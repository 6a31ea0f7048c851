import { parseArgs } from 'node:util';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { environments } from '../../../functions/shared/exchange/environments/registry.ts';
import { reach } from './reach.ts';

// `npm run reach`: checks with one read that an environment can be reached and takes a key.

const ids = environments.map(({ id }) => id).join('|');
const usage = `npm run reach -- --environment ${ids} --key FILE [--url URL on this machine] [--bind]`;

function readFlags() {
  const text = { type: 'string' } as const;
  const options = { environment: text, key: text, url: text, bind: { type: 'boolean' } } as const;
  try {
    return parseArgs({ options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

async function main(): Promise<number> {
  const { environment, key, url, bind = false } = readFlags() ?? {};
  if (environment === undefined || key === undefined) {
    process.stderr.write(`Usage: ${usage}\n`);
    return 2;
  }
  try {
    const reached = await reach({ environment, keyFile: key, bind, ...(url === undefined ? {} : { url }) });
    process.stdout.write(`${JSON.stringify(reached)}\n`);
    return 0;
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return error.code === 'invalid-input' ? 2 : 1;
  }
}

process.exitCode = await main();
