import type { CostEstimate, CostInputs } from '../cost-estimate.ts';
import { costTable } from './costs.ts';
import { firstLimits, limitTable } from './limits.ts';

/** The figures as they are printed. */
export function textOf(all: readonly CostEstimate[], { prices, usageData: counted, quotas }: CostInputs): string[] {
  const [first] = all;
  const egress = first?.workload.hasStaticEgress === true ? 'with' : 'without';
  return [
    `Prices of ${prices.name} (${prices.region}), read on ${prices.readOn}: list prices, no free tier, discount or ` +
      'tax.',
    `Requests, writes and seconds as counted on ${counted.countedOn} on the local stack. One stage, ${egress} ` +
      'static egress.',
    '',
    ...costTable(all),
    '',
    `Quotas as read on ${quotas.readOn}. A day's work comes evenly over its 24 hours; all in eight hours is a ` +
      'third of each limit.',
    ...limitTable(all),
    '',
    ...firstLimits(all),
  ];
}
