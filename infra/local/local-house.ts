import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../../functions/base/clock.ts';
import { InvalidInputError } from '../../functions/base/errors.ts';
import { keyFromText } from '../command-line/tool-client.ts';
import type { Treasury } from '../config/define-treasury.ts';
import { localTreasury } from '../config/local.ts';
import { synthesize } from '../synthesize.ts';
import { type RunningStack, startStack } from './aws/stack.ts';
import { removeRunFile, writeRunFile } from './exchange/run-file.ts';
import { startExchange } from './exchange/server.ts';
import { type ExchangeReader, openExchangeReader } from './exchange-reader.ts';
import { accessOf, type ExchangeAccess, type Payee, readKeysFile } from './keys-file.ts';
import { ExchangeView } from './story/exchange-view.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** Signs the tokens that `npm run token` prints. */
export const issuerKeyFile = path.join(root, '.local', 'issuer-key.json');
/** A tick of a minute then comes every five seconds. */
const scheduleSpeed = 12;

/** Half an hour at the real exchange. Nobody should have to wait so long for a story. */
const whitelistDelayMs = 2_000;

/** The exchange that the stack works with. */
export interface LocalExchange {
  readonly url: string;
  readonly isSimulator: boolean;
  readonly access: ExchangeAccess;
  close(): Promise<void>;
}

/** The exchange that the command line asks for. */
export interface AskedFor {
  /** Another one than the simulator. */
  readonly exchange?: { readonly url: string; readonly keysFile: string };
  /** What the simulator is to do wrong, as JSON. */
  readonly faults?: readonly string[];
}

/** The simulator, or the exchange that the command line names. Throws InvalidInputError. */
export async function openLocalExchange({ exchange: given, faults = [] }: AskedFor = {}): Promise<LocalExchange> {
  if (given !== undefined) {
    const access = await readKeysFile(given.keysFile);
    return { url: given.url, isSimulator: false, access, close: async () => undefined };
  }
  const { url, keys, accounts, whitelist, exchange, close } = await startExchange({ whitelistDelayMs });
  try {
    for (const fault of faults) exchange.faults.plan(parseFault(fault));
  } catch (error) {
    await close();
    throw error;
  }
  const { trading = '', custody = '' } = accounts;
  const access = accessOf(keys, { trading, custody }, whitelist);
  // `npm run exchange -- --fault` finds the simulator by this file.
  writeRunFile(url);
  const end = async () => {
    removeRunFile(url);
    await close();
  };
  return { url, isSimulator: true, access, close: end };
}

function parseFault(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const expected = 'a fault such as {"kind":"lost-answer","path":"/api/v1/account/withdraw"}';
    throw new InvalidInputError('command line', [{ field: '--fault', reason: 'is not JSON', expected }]);
  }
}

/** Everything of the local stage: what `cdk synth` made, running, and the exchange it works with. */
export interface LocalHouse {
  readonly exchange: LocalExchange;
  readonly view: ExchangeView;
  readonly treasury: Treasury;
  /** Where the story withdraws to. Its coin is what the sweep moves. */
  readonly payee: Payee;
  start(log: (line: { readonly function: string; readonly line: string }) => void): Promise<RunningStack>;
  close(): Promise<void>;
}

export async function openLocalHouse(askedFor?: AskedFor): Promise<LocalHouse> {
  const exchange = await openLocalExchange(askedFor);
  // A malformed key is named now, not by a function that fails later.
  for (const [name, secret] of Object.entries(exchange.access.secrets))
    await keyFromText(name, secret, systemClock).signer();
  const reader = openExchangeReader(exchange.url, exchange.access.secrets.read ?? '');
  try {
    return await furnish(exchange, reader);
  } catch (error) {
    await reader.close();
    await exchange.close();
    throw error;
  }
}

async function furnish(exchange: LocalExchange, reader: ExchangeReader): Promise<LocalHouse> {
  const { access, url } = exchange;
  const view = new ExchangeView(reader.client, access);
  const payee = await view.payee();
  const { accounts, secrets, whitelist } = access;
  const paysBanks = secrets.fiat !== undefined;
  const treasury = localTreasury({ accounts, whitelist: [...whitelist], coin: payee.coin, paysBanks });
  const outdir = path.join(root, 'cdk.out', `local-${randomUUID()}`);
  let stack: RunningStack | undefined;
  return {
    exchange,
    view,
    treasury,
    payee,
    start: async (log) => {
      const { directory } = await synthesize({ stage: 'local', treasury, outdir });
      const parameters = { ExchangeUrl: url };
      stack = await startStack({
        assembly: directory,
        parameters,
        secrets: secretsByName(access),
        scheduleSpeed,
        issuerKeyFile,
        log,
      });
      return stack;
    },
    close: async () => {
      await stack?.close();
      await reader.close();
      await exchange.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}

function secretsByName({ secrets }: ExchangeAccess): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([key, text]) => [`hashkey-treasury/local/${key}`, text]));
}
