import { type Amount, add, amount } from '../../../functions/shared/core/amount.ts';
import { credit } from '../../../infra/local/exchange-simulator/balances.ts';
import { initialAccounts } from '../../../infra/local/exchange-simulator/data/initial-data.ts';
import { amountOf } from '../invariants/support.ts';
import type { Observed } from './observed.ts';
import { instructionOf } from './raw.ts';
import type { Simulation } from './simulation.ts';

/** More than any fee. */
const forFees = amount('100');

/** Money comes from outside to an account that payments leave from. */
export function deposit({ exchange, observer, trace }: Simulation, name: 'custody' | 'fiat', quantity: Amount): void {
  const account = initialAccounts.find((each) => each.name === name);
  if (account === undefined) throw new TypeError(`there is no account ${name}`);
  const coin = name === 'fiat' ? 'USD' : 'USDT';
  trace('people', `bring ${quantity} ${coin} to ${name}`);
  credit(exchange.simulator.records.balances, account.id, coin, quantity);
  observer.deposits.push({ at: observer.now(), coin, quantity });
}

/** A payer sends coins to the company's address: the exchange lists that, and credits it at once. */
export function payIn({ exchange, observer, trace }: Simulation, quantity: string): void {
  const { orderId, coin, quantity: credited } = exchange.simulator.receive({ coin: 'USDT', chain: 'ETH', quantity });
  trace('people', `pay ${quantity} ${coin} in, as ${orderId}`);
  observer.deposits.push({ at: observer.now(), coin, quantity: credited, orderId });
}

/** The function has looked before: what was credited until then is history, and one such deposit is there. */
export function beginToFollowDeposits(simulation: Simulation): void {
  const { exchange, plan, put } = simulation;
  if (plan.world.followsDeposits !== true) return;
  payIn(simulation, '50');
  const now = exchange.now() + 1;
  put({ pk: 'deposit-scan', version: 1, lists: { crypto: { baselineAt: now, until: now, stepMs: 60_000 } } });
}

/** Deposits that were credited since, and are not followed to their end. */
export function unfollowedDeposits({ plan, deposits, item }: Observed): readonly string[] {
  if (plan.world.followsDeposits !== true) return [];
  return paidIn({ deposits }).filter((orderId) => {
    const tracked = item(`deposit#crypto#${orderId}`);
    return tracked === undefined || tracked.open !== undefined;
  });
}

/** Those that the sweep has to run for. The first one is history. */
export function paidIn({ deposits }: Pick<Observed, 'deposits'>): readonly string[] {
  return deposits.flatMap(({ orderId }) => orderId ?? []).slice(1);
}

/** Once faults have stopped people bring what is missing, so that what waits for a balance comes to its end. */
export function fillUpForHeld(simulation: Simulation): void {
  for (const item of simulation.table.all()) {
    const instruction = instructionOf(item);
    if (instruction?.state.heldReason !== 'insufficient-balance') continue;
    const name = instruction.content.kind === 'fiat-withdrawal' ? 'fiat' : 'custody';
    deposit(simulation, name, add(amountOf(instruction.content.quantity), forFees));
  }
}
