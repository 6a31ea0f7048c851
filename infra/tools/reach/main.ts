import { parseArgs } from 'node:util';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { environments } from '../../../functions/shared/exchange/environments/registry.ts';
import { reach } from './reach.ts';

// `npm run reach`: checks that an environment can be reached and takes a key, and every endpoint that it has.

const ids = environments.map(({ id }) => id).join('|');
const usage = `npm run reach -- --environment ${ids} [--key FILE] [--url URL on this machine] [--bind] [--fix-port N]`;

function readFlags() {
  const text = { type: 'string' } as const;
  const options = {
    environment: text,
    key: text,
    url: text,
    bind: { type: 'boolean' },
    'fix-port': text,
  } as const;
  try {
    return parseArgs({ options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

async function main(): Promise<number> {
  const { environment, key, url, bind = false, 'fix-port': fixPort } = readFlags() ?? {};
  if (environment === undefined || (fixPort !== undefined && !isPort(fixPort))) {
    process.stderr.write(`Usage: ${usage}\n`);
    return 2;
  }
  try {
    const reached = await reach({
      environment,
      bind,
      ...(key === undefined ? {} : { keyFile: key }),
      ...(url === undefined ? {} : { url }),
      ...(fixPort === undefined ? {} : { fixPort: Number(fixPort) }),
    });
    process.stdout.write(`${JSON.stringify(reached)}\n`);
    return reached.endpoints.every((each) => each.reached) ? 0 : 1;
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return error.code === 'invalid-input' ? 2 : 1;
  }
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

process.exitCode = await main();
