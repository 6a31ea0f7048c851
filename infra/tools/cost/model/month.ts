import type { PriceList } from '../prices/price-list.ts';
import type { Counted } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { type Setting, usageOf } from './act-usage.ts';
import { type Cause, doingsOf, invocationsOf } from './activity.ts';
import { type Bill, billOf } from './bill.ts';
import { fullerBooks } from './books.ts';
import { following } from './following.ts';
import { history } from './history.ts';
import { perMonth } from './rates.ts';
import { sampled } from './sampling.ts';
import { standing, standingEgress } from './standing.ts';
import { starts } from './starts.ts';
import { plus, times, type Usage, usedOf } from './usage.ts';

/** The bill of a month for one stage that does this much. */
export function monthOf(workload: Workload, counted: Counted, prices: PriceList): Bill {
  return billOf([...sampled(usagesOf(workload, counted))], prices);
}

function usagesOf(workload: Workload, counted: Counted): ReadonlyMap<Cause, Usage> {
  const { hasStaticEgress, withdrawalsPerDay } = workload;
  const stage = hasStaticEgress ? counted.stageWithEgress : counted.stage;
  const setting: Setting = { ...stage, hasStaticEgress };
  const doings = doingsOf(workload);
  const usages = new Map<Cause, Usage>();
  const add = (cause: Cause, usage: Usage): void => {
    usages.set(cause, plus(usages.get(cause) ?? {}, usage));
  };
  add('being there', standing(stage, counted.metricSeries));
  for (const { cause, act, perMonth: often } of doings) add(cause, times(usageOf(counted.acts[act], setting), often));
  add('withdrawals', times(fullerBooks(workload, counted.sizes), perMonth(withdrawalsPerDay)));
  add('following what is open', following(workload, counted, setting));
  if (hasStaticEgress) add('static egress', standingEgress(stage));
  const done = plus(...usages.values());
  const invocations = invocationsOf(doings, counted);
  add('starts and keys', starts(invocations, new Set(stage.signers), usedOf(done, 'bus-event'), setting));
  add('history', history(workload, counted.sizes, stage, usedOf(done, 'log-gb')));
  return usages;
}
