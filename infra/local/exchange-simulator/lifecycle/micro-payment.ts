import type { Amount } from '../../../../functions/shared/core/amount.ts';
import { isSameAddress } from '../addresses/form.ts';
import type { SimulatorState } from '../simulator-state.ts';

/** A wallet pays to our deposit address. */
export interface WalletPayment {
  readonly coin: string;
  readonly chain: string;
  /** The wallet's own address. */
  readonly from: string;
  readonly quantity: Amount;
}

/** What tells one micro-payment that was asked for from another. */
export function microPaymentKey(coin: string, chain: string, quantity: Amount): string {
  return JSON.stringify([coin, chain, quantity]);
}

/**
 * A payment of exactly an amount that was asked for shows who owns the wallet: its address is listed for withdrawals.
 * ASSUMPTION A1: nothing is documented of what follows the payment; here it is listed at once. ASSUMPTION A2: it is
 * below the least deposit, so nothing is credited. Answers whether the wallet is listed by it.
 */
export function receiveMicroPayment(state: SimulatorState, { coin, chain, from, quantity }: WalletPayment): boolean {
  if (!state.microPayments.delete(microPaymentKey(coin, chain, quantity))) return false;
  const { whitelist } = state.records;
  const isListed = whitelist.some(
    (each) =>
      each.type === 'Withdraw' &&
      each.coin === coin &&
      each.chain === chain &&
      isSameAddress(chain, each.address, from),
  );
  if (isListed) return true;
  const id = `wallet-${state.ids.short()}`;
  whitelist.push({ id, coin, chain, address: from, type: 'Withdraw', addedAt: state.now() });
  return true;
}
