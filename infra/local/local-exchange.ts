import { InvalidInputError } from '../../functions/shared/core/errors.ts';
import { type ExchangeAccess, exchangeAccess, type Payee, readKeysFile } from '../command-line/keys-file.ts';
import { balanceOf, credit, debit } from './exchange-simulator/balances.ts';
import { initialWhitelist } from './exchange-simulator/data/initial-data.ts';
import { exchangeRunFile } from './exchange-simulator/run-file.ts';
import { paymentsPath } from './exchange-simulator/server/admin.ts';
import { startExchange } from './exchange-simulator/server.ts';

/** Half an hour at the real exchange. Nobody should have to wait so long for a demo. */
const whitelistDelayMs = 2_000;

/** A payment from a wallet of somebody's to the exchange. */
export interface WalletPayment {
  readonly coin: string;
  readonly chain: string;
  /** The wallet's own address. */
  readonly from: string;
  readonly quantity: string;
}

/** Somebody whom neither the exchange nor the configuration knows yet, and whose wallet we can pay from. */
export interface NewPayee {
  readonly payee: Payee;
  readonly pay: (payment: WalletPayment) => Promise<void>;
}

/** The exchange that the stack works with. */
export interface LocalExchange {
  readonly url: string;
  readonly isSimulator: boolean;
  readonly access: ExchangeAccess;
  /** At the simulator only: wallets elsewhere are not ours. */
  readonly newPayee?: NewPayee;
  /** At the simulator only: moves all that is free of a coin from custody to trading. What it answers moves it back. */
  readonly emptyCustody?: (coin: string) => () => void;
  close(): Promise<void>;
}

/** The exchange that the command line asks for. */
export interface ExchangeSelection {
  /** Another one than the simulator. */
  readonly exchange?: { readonly url: string; readonly keysFile: string };
  /** What the simulator is to do wrong, as JSON. */
  readonly faults?: readonly string[];
}

/** The simulator, or the exchange that the command line names. Throws InvalidInputError. */
export async function openLocalExchange({
  exchange: given,
  faults = [],
}: ExchangeSelection = {}): Promise<LocalExchange> {
  if (given === undefined) return openSimulator(faults);
  const access = await readKeysFile(given.keysFile);
  return { url: given.url, isSimulator: false, access, close: async () => undefined };
}

async function openSimulator(faults: readonly string[]): Promise<LocalExchange> {
  const [payee, ...known] = initialWhitelist;
  const { url, keys, accounts, whitelist, exchange, close } = await startExchange({
    whitelistDelayMs,
    whitelist: known,
  });
  try {
    for (const fault of faults) exchange.faults.plan(parseFault(fault));
  } catch (error) {
    await close();
    throw error;
  }
  const { trading = '', custody = '' } = accounts;
  // `npm run exchange -- --fault` finds the simulator by this file.
  exchangeRunFile.write({ url });
  return {
    url,
    isSimulator: true,
    access: exchangeAccess(keys, { trading, custody }, whitelist),
    ...(payee === undefined ? {} : { newPayee: { payee, pay: (payment) => postPayment(url, payment) } }),
    emptyCustody: (coin) => {
      const { free } = balanceOf(exchange.records.balances, custody, coin);
      const move = (from: string, to: string) => {
        debit(exchange.records.balances, from, coin, free);
        credit(exchange.records.balances, to, coin, free);
      };
      move(custody, trading);
      return () => move(trading, custody);
    },
    close: async () => {
      exchangeRunFile.remove({ url });
      await close();
    },
  };
}

/** By the simulator's own route, as anybody can who plays with it. */
async function postPayment(url: string, payment: WalletPayment): Promise<void> {
  const response = await fetch(`${url}${paymentsPath}`, { method: 'POST', body: JSON.stringify(payment) });
  if (!response.ok) throw new Error(`the simulator did not take the payment: ${await response.text()}`);
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
