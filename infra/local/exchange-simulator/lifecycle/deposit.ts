import { type Amount, amount, compare, zero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { assert } from '../../../../functions/shared/core/errors.ts';
import { deriveAddress } from '../addresses/derive.ts';
import { chainData, coinData } from '../data/coins.ts';
import { type Deposit, depositStatuses } from '../records.ts';
import { derive } from '../seeded-random.ts';
import { accountOfType, type SimulatorState } from '../simulator-state.ts';
import { changeDepositStatus } from './deposit-status.ts';

export interface DepositInput {
  readonly coin: string;
  /** Request-side name. Left out for fiat. */
  readonly chain?: string;
  /** Decimal text. */
  readonly quantity: string;
  /**
   * The status that it begins with (exchange-api.md 3.8). Where nothing is said it is successful at once, or below the
   * coin's minimum in process for good.
   */
  readonly status?: number;
  /** The list and the fund statement show it so much later. */
  readonly lateMs?: Millis;
}

/** The address of the customer for a coin on a chain. */
export function depositAddressOf(state: SimulatorState, coin: string, chain: 'ETH' | 'BTC' | 'Tron'): string {
  return deriveAddress(state.settings.seed, chain, 'deposit', coin);
}

/** Funds arrive from outside: crypto for custody, fiat for the fiat account (exchange-api.md 3.3). */
export function receiveDeposit(state: SimulatorState, input: DepositInput): Deposit {
  const coin = coinData(input.coin);
  assert(coin !== undefined, 'the exchange does not list this coin');
  const deposit = input.chain === undefined ? fiatDeposit(state, input) : cryptoDeposit(state, input, input.chain);
  state.records.deposits.push(deposit);
  if (input.lateMs !== undefined) state.flowDelays.set(deposit.orderId, input.lateMs);
  changeDepositStatus(state, deposit, { status: input.status ?? firstStatus(deposit) });
  return deposit;
}

function firstStatus(deposit: Deposit): number {
  return isBelowMinimum(deposit) ? depositStatuses.processing : depositStatuses.successful;
}

function fiatDeposit(state: SimulatorState, input: DepositInput): Deposit {
  const place = { accountId: accountOfType(state, 6).id, chain: '', address: '', txId: '' };
  return { orderId: `FD${state.ids.short()}`, ...place, ...arrivalOf(state, input) };
}

function cryptoDeposit(state: SimulatorState, input: DepositInput, name: string): Deposit {
  const coin = coinData(input.coin);
  const chain = coin === undefined ? undefined : chainData(coin, name);
  assert(chain !== undefined, 'the exchange does not take this coin on this chain');
  const orderId = `D${state.ids.short()}`;
  const txId = derive(state.settings.seed, 'transaction', orderId).toString('hex');
  const address = depositAddressOf(state, input.coin, chain.name);
  const accountId = accountOfType(state, 5).id;
  const deposit = { orderId, accountId, chain: chain.name, address, txId, ...arrivalOf(state, input) };
  const isHidden = isBelowMinimum(deposit) && state.settings.smallDeposits === 'hidden';
  return isHidden ? { ...deposit, visibleAt: Number.POSITIVE_INFINITY } : deposit;
}

function isBelowMinimum({ coin, chain, quantity }: Pick<Deposit, 'coin' | 'chain' | 'quantity'>): boolean {
  const data = coinData(coin);
  const minimum: Amount = (data && chainData(data, chain)?.minDeposit) ?? zero;
  return compare(quantity, minimum) < 0;
}

function arrivalOf(state: SimulatorState, { coin, quantity, lateMs = 0 }: DepositInput) {
  const time = state.now();
  const visibleAt = time + state.settings.flowLagMs + lateMs;
  const begun = { status: depositStatuses.processing, refundCode: '', refundReason: '', isCredited: false };
  return { time, updatedAt: time, visibleAt, coin, quantity: amount(quantity), ...begun };
}
