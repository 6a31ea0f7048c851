import { type Amount, add, compare, subtractToZero, zero } from '../../../functions/shared/core/amount.ts';
import { functionRecords } from '../../../infra/functions/function-records.ts';
import { balanceOf, totalOf } from '../../../infra/local/exchange-simulator/balances.ts';
import { accounts, sweeps } from '../fakes/simulated-policy.ts';
import type { Execution, Invariant, Observed } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';
import { amountOf, isOurs } from './support.ts';

/** The exchange has what it had, less what it executed; and a sweep takes no more than it is allowed to. */
export const balances: Invariant = {
  name: 'balances are what was there, less what moved',
  watch: (observed) => {
    const atStart = coins.map((coin) => allOf(observed.exchange, coin));
    return {
      executed: (execution) =>
        isOurs(execution) && execution.kind === 'asset-transfer' ? overdone(observed, execution) : undefined,
      ended: () =>
        coins.map((coin, index) => lost(observed, coin, atStart[index] ?? zero)).find((each) => each !== undefined),
    };
  },
};

/** What leaves: to addresses, and to a bank account. */
const coins = ['USDT', 'USD'] as const;

/** A sweep reads balances and sends within one invocation. */
const invocationMs = functionRecords['asset-transfer'].timeoutSeconds * 1_000;

/**
 * A reserve is kept and a target not overshot, unless a person moved something by hand meanwhile. That nothing of ours
 * arrives at a target meanwhile rests on the order of its message group.
 */
function overdone(observed: Observed, { order, post }: Execution): string | undefined {
  const since = (post?.at ?? 0) + (post?.remainingMs ?? 0) - invocationMs;
  const isMixed = observed.executions.some(
    (each) => !isOurs(each) && each.kind === 'asset-transfer' && each.at > since,
  );
  if (isMixed) return undefined;
  const content = instructionOf(observed.item(`instruction#${order.clientOrderId}`))?.content;
  const sweep = sweeps.find(({ id }) => id === content?.sweepId);
  if (sweep === undefined) return undefined;
  const { balances: all } = observed.exchange.simulator.records;
  const left = balanceOf(all, accounts.trading.id, 'USDT').free;
  const has = totalOf(all, accounts.custody.id, 'USDT');
  if ('above' in sweep.amount && compare(left, amountOf(sweep.amount.above)) < 0) return `${sweep.id} leaves ${left}`;
  if ('max' in sweep && compare(order.quantity, amountOf(sweep.max)) > 0) return `${sweep.id} moves ${order.quantity}`;
  if ('min' in sweep && compare(order.quantity, amountOf(sweep.min)) < 0) return `${sweep.id} moves ${order.quantity}`;
  const isInTurn = !observed.plan.world.groupsOverlap;
  const isOver = isInTurn && 'topUpTo' in sweep.amount && compare(has, amountOf(sweep.amount.topUpTo)) > 0;
  if (isOver) return `${sweep.id} fills up to ${has}`;
  // 40 percent of what was there is less than what is left.
  const isTooMuch = 'percentage' in sweep.amount && compare(order.quantity, left) > 0;
  return isTooMuch ? `${sweep.id} moves ${order.quantity} and leaves ${left}` : undefined;
}

function lost({ executions, exchange, deposits }: Observed, coin: string, atStart: Amount): string | undefined {
  // Asking brings the exchange up to now, and with it what its orders have come to.
  const has = allOf(exchange, coin);
  let left = deposits.reduce((sum, each) => (each.coin === coin ? add(sum, each.quantity) : sum), atStart);
  for (const { kind, order } of executions) {
    // What is on its way is still there, locked. Unrelated orders were put into the records and never moved.
    if (kind === 'asset-transfer' || order.coin !== coin || order.status !== 'successful') continue;
    if (order.clientOrderId.startsWith('noise')) continue;
    left = subtractToZero(left, add(order.quantity, order.fee));
  }
  return compare(has, left) === 0 ? undefined : `the exchange has ${has} ${coin}, and ${left} is left`;
}

/** What all accounts have together. */
function allOf({ simulator }: Observed['exchange'], coin: string): Amount {
  const { balances: all } = simulator.records;
  return [...all.keys()].reduce<Amount>((sum, account) => add(sum, totalOf(all, account, coin)), zero);
}
