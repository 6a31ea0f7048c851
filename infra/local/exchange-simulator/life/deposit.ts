import { type Amount, amount } from '../../../../functions/shared/core/amount.ts';
import { assert } from '../../../../functions/shared/core/errors.ts';
import { deriveAddress } from '../addresses/derive.ts';
import { credit } from '../balances.ts';
import { derive } from '../chance.ts';
import { chainData, coinData } from '../data/coins.ts';
import type { Deposit } from '../records.ts';
import { accountOfType, type World } from '../world.ts';
import { recordDeposit } from './flow.ts';

export interface DepositInput {
  readonly coin: string;
  /** Request-side name. Left out for fiat. */
  readonly chain?: string;
  /** Decimal text. */
  readonly quantity: string;
}

/** The address of the customer for a coin on a chain. */
export function depositAddressOf(world: World, coin: string, chain: 'ETH' | 'BTC' | 'Tron'): string {
  return deriveAddress(world.settings.seed, chain, 'deposit', coin);
}

/** Funds arrive from outside, fully confirmed: crypto in custody, fiat in the fiat account (hashkey-api.md 3.3). */
export function receiveDeposit(world: World, input: DepositInput): Deposit {
  const coin = coinData(input.coin);
  assert(coin !== undefined, 'the exchange does not list this coin');
  const deposit = input.chain === undefined ? fiatDeposit(world, input) : cryptoDeposit(world, input, input.chain);
  credit(world.records.balances, deposit.accountId, deposit.coin, deposit.quantity);
  world.records.deposits.push(deposit);
  recordDeposit(world, deposit);
  return deposit;
}

function fiatDeposit(world: World, input: DepositInput): Deposit {
  const place = { accountId: accountOfType(world, 6).id, chain: '', address: '', txId: '' };
  return { orderId: `FD${world.ids.short()}`, time: world.now(), ...place, ...coinAndQuantity(input) };
}

function cryptoDeposit(world: World, input: DepositInput, name: string): Deposit {
  const coin = coinData(input.coin);
  const chain = coin === undefined ? undefined : chainData(coin, name);
  assert(chain !== undefined, 'the exchange does not take this coin on this chain');
  const orderId = `D${world.ids.short()}`;
  const txId = derive(world.settings.seed, 'transaction', orderId).toString('hex');
  const address = depositAddressOf(world, input.coin, chain.name);
  const accountId = accountOfType(world, 5).id;
  return { orderId, time: world.now(), accountId, chain: chain.name, address, txId, ...coinAndQuantity(input) };
}

function coinAndQuantity(input: DepositInput): { coin: string; quantity: Amount } {
  return { coin: input.coin, quantity: amount(input.quantity) };
}
