import {
  type Amount,
  add,
  compare,
  decimalsOf,
  percent,
  subtractToZero,
} from '../../../functions/shared/core/amount.ts';
import { functionRecords } from '../../../infra/functions/function-records.ts';
import { balanceOf, totalOf } from '../../../infra/local/exchange-simulator/balances.ts';
import type { Observed, Post } from '../run/observed.ts';
import { listOf, type Raw, recordOf } from '../run/raw.ts';
import { fundingFlaw } from './funding-rules.ts';
import { amountOf, isOurs } from './support.ts';

/*
 * Whether a transfer may be made, by what the design says of sweeps and not by our own decision: a mistake there must
 * not hide here too.
 */

/** What it is about a transfer that the policy forbids, in words. `post` is its own, and has not been taken yet. */
export function sweepFlaw(observed: Observed, policy: Raw, content: Raw, post: Post): string | undefined {
  if (content.funds !== undefined) return fundingFlaw(policy, content);
  const sweep = listOf(policy.sweeps).find(({ id }) => id === content.sweepId);
  if (sweep?.enabled !== true) return 'is switched off';
  if (sweep.dryRun === true) return 'only decides';
  const quantity = amountOf(content.quantity);
  if (sweep.max !== undefined && compare(quantity, amountOf(sweep.max)) > 0) return `moves at most ${sweep.max}`;
  if (sweep.min !== undefined && compare(quantity, amountOf(sweep.min)) < 0) return `moves at least ${sweep.min}`;
  const coin = recordOf(recordOf(policy.coins)[String(content.coin)]);
  if (decimalsOf(quantity) > Number(coin.decimals)) return `has ${coin.decimals} decimals`;
  return isMixed(observed, post) ? undefined : balanceFlaw(observed, content, recordOf(sweep.amount), quantity);
}

/**
 * Nobody else moves between these accounts while a sweep is at work, so what it read is what is there. Only a queue
 * that gives out two messages of a group at once lets something arrive in between where a sweep fills an account up.
 */
function balanceFlaw(
  { exchange, plan }: Observed,
  { source, address }: Raw,
  form: Raw,
  quantity: Amount,
): string | undefined {
  const { balances: all } = exchange.simulator.records;
  const { free } = balanceOf(all, String(source), 'USDT');
  const has = totalOf(all, String(address), 'USDT');
  if (form.above !== undefined && compare(quantity, subtractToZero(free, amountOf(form.above))) > 0)
    return `leaves ${form.above}, and of ${free} moves ${quantity}`;
  const isInTurn = !plan.world.groupsOverlap;
  if (isInTurn && form.topUpTo !== undefined && compare(add(has, quantity), amountOf(form.topUpTo)) > 0)
    return `fills up to ${form.topUpTo}, and to ${has} moves ${quantity}`;
  if (form.percentage !== undefined && compare(quantity, percent(free, amountOf(form.percentage))) > 0)
    return `moves ${form.percentage} percent, and of ${free} ${quantity}`;
  return undefined;
}

const invocationMs = functionRecords['asset-transfer'].timeoutSeconds * 1_000;

/** A person moved something by hand since the function was called. */
function isMixed({ executions }: Observed, post: Post): boolean {
  const since = post.at + post.remainingMs - invocationMs;
  return executions.some((each) => !isOurs(each) && each.kind === 'asset-transfer' && each.at > since);
}
