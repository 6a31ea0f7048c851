import { isTreasuryError } from '../core/errors.ts';
import { depositAddress } from '../exchange/endpoints/deposit-address.ts';
import { ExchangeRefusedError } from '../exchange/errors.ts';
import type { KeyReader } from '../exchange/key-trial.ts';
import type { Grant, Grants } from './key-check.ts';
import { sanitizeText } from './sanitize-text.ts';

const onlyByMoney: Grant = { kind: 'not-checked', reason: 'only a call that moves money would show it' };
const onlyByOrder: Grant = { kind: 'not-checked', reason: 'only an order on the market would show it' };

/** A coin of every site, on the chain that the documentation takes where none is named (exchange-api.md 3.7). */
const someCoin = { coin: 'ETH', chain: 'ETH' };

/**
 * How the exchange says that a permission is missing. -1002 means that key and environment do not match, which is not
 * so for a key that worked a moment ago.
 */
const deniedCodes: ReadonlySet<string> = new Set(['-1005', '-3117', '-1002']);

/**
 * What a working key may do, as far as reads can show it. Reading a deposit address needs the whitelist permission
 * (exchange-api.md 1.3), so one read tells who has that; no other permission guards a read.
 */
export async function probePermissions(exchange: KeyReader): Promise<Grants> {
  return {
    whitelist: await probeWhitelist(exchange),
    transfer: onlyByMoney,
    withdrawal: onlyByMoney,
    fiat: onlyByMoney,
    trading: onlyByOrder,
  };
}

async function probeWhitelist(exchange: KeyReader): Promise<Grant> {
  try {
    await exchange.read(depositAddress, someCoin);
    return { kind: 'granted' };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    if (error instanceof ExchangeRefusedError && deniedCodes.has(error.exchangeCode)) return { kind: 'denied' };
    return { kind: 'not-checked', reason: sanitizeText(error.message, 500) };
  }
}
