import { type Amount, add, amount } from '../../../functions/shared/core/amount.ts';
import { credit } from '../../../infra/local/exchange-simulator/balances.ts';
import { initialAccounts } from '../../../infra/local/exchange-simulator/data/initial-data.ts';
import { amountOf } from '../invariants/support.ts';
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

/** Once faults have stopped people bring what is missing, so that what waits for a balance comes to its end. */
export function fillUpForHeld(simulation: Simulation): void {
  for (const item of simulation.table.all()) {
    const instruction = instructionOf(item);
    if (instruction?.state.heldReason !== 'insufficient-balance') continue;
    const name = instruction.content.kind === 'fiat-withdrawal' ? 'fiat' : 'custody';
    deposit(simulation, name, add(amountOf(instruction.content.quantity), forFees));
  }
}
