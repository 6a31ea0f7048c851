import type { PriceList } from '../prices/price-list.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { activitiesOf, type Cause, invocationsOf } from './activity.ts';
import { type Bill, billOf } from './bill.ts';
import { bookGrowthUsage } from './books.ts';
import { consoleUsage } from './console-usage.ts';
import { fixedEgressUsage, fixedUsage } from './fixed-usage.ts';
import { historyUsage } from './history-usage.ts';
import { openInstructionUsage } from './open-instruction-usage.ts';
import { type StageProfile, usageOf } from './operation-usage.ts';
import { perMonth } from './rates.ts';
import { withSampledTraces } from './sampling.ts';
import { startUsage } from './start-usage.ts';
import { plus, quantityOf, times, type Usage } from './usage.ts';

/** The bill of a month for one stage that does this much. */
export function monthOf(workload: Workload, usageData: UsageData, prices: PriceList): Bill {
  return billOf([...withSampledTraces(usagesOf(workload, usageData))], prices);
}

function usagesOf(workload: Workload, usageData: UsageData): ReadonlyMap<Cause, Usage> {
  const { hasStaticEgress, withdrawalsPerDay } = workload;
  const stage = hasStaticEgress ? usageData.stageWithEgress : usageData.stage;
  const profile: StageProfile = { ...stage, hasStaticEgress };
  const activities = activitiesOf(workload);
  const usages = new Map<Cause, Usage>();
  const add = (cause: Cause, usage: Usage): void => {
    usages.set(cause, plus(usages.get(cause) ?? {}, usage));
  };
  add('being there', fixedUsage(stage, usageData.metricSeries));
  add('console', consoleUsage(profile));
  for (const { cause, operation, perMonth: often } of activities)
    add(cause, times(usageOf(usageData.acts[operation], profile), often));
  add('withdrawals', times(bookGrowthUsage(workload, usageData.sizes), perMonth(withdrawalsPerDay)));
  add('following what is open', openInstructionUsage(workload, usageData, profile));
  if (hasStaticEgress) add('static egress', fixedEgressUsage(stage));
  const done = plus(...usages.values());
  const invocations = invocationsOf(activities, usageData);
  add('starts and keys', startUsage(invocations, new Set(stage.signers), quantityOf(done, 'bus-event'), profile));
  add('history', historyUsage(workload, usageData.sizes, stage, quantityOf(done, 'log-gb')));
  return usages;
}
