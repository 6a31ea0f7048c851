import { type Amount, amount } from '../../../../functions/shared/core/amount.ts';
import { assert } from '../../../../functions/shared/core/errors.ts';
import { deriveAddress } from '../addresses/derive.ts';
import { credit } from '../balances.ts';
import { chainData, coinData } from '../data/coins.ts';
import type { Deposit } from '../records.ts';
import { derive } from '../seeded-random.ts';
import { accountOfType, type SimulatorState } from '../simulator-state.ts';
import { recordDeposit } from './record-movement.ts';

export interface DepositInput {
  readonly coin: string;
  /** Request-side name. Left out for fiat. */
  readonly chain?: string;
  /** Decimal text. */
  readonly quantity: string;
}

/** The address of the customer for a coin on a chain. */
export function depositAddressOf(state: SimulatorState, coin: string, chain: 'ETH' | 'BTC' | 'Tron'): string {
  return deriveAddress(state.settings.seed, chain, 'deposit', coin);
}

/** Funds arrive from outside, fully confirmed: crypto in custody, fiat in the fiat account (exchange-api.md 3.3). */
export function receiveDeposit(state: SimulatorState, input: DepositInput): Deposit {
  const coin = coinData(input.coin);
  assert(coin !== undefined, 'the exchange does not list this coin');
  const deposit = input.chain === undefined ? fiatDeposit(state, input) : cryptoDeposit(state, input, input.chain);
  credit(state.records.balances, deposit.accountId, deposit.coin, deposit.quantity);
  state.records.deposits.push(deposit);
  recordDeposit(state, deposit);
  return deposit;
}

function fiatDeposit(state: SimulatorState, input: DepositInput): Deposit {
  const place = { accountId: accountOfType(state, 6).id, chain: '', address: '', txId: '' };
  return { orderId: `FD${state.ids.short()}`, time: state.now(), ...place, ...coinAndQuantity(input) };
}

function cryptoDeposit(state: SimulatorState, input: DepositInput, name: string): Deposit {
  const coin = coinData(input.coin);
  const chain = coin === undefined ? undefined : chainData(coin, name);
  assert(chain !== undefined, 'the exchange does not take this coin on this chain');
  const orderId = `D${state.ids.short()}`;
  const txId = derive(state.settings.seed, 'transaction', orderId).toString('hex');
  const address = depositAddressOf(state, input.coin, chain.name);
  const accountId = accountOfType(state, 5).id;
  return { orderId, time: state.now(), accountId, chain: chain.name, address, txId, ...coinAndQuantity(input) };
}

function coinAndQuantity(input: DepositInput): { coin: string; quantity: Amount } {
  return { coin: input.coin, quantity: amount(input.quantity) };
}
