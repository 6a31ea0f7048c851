import { assumptions } from '../assumptions.ts';
import type { CostEstimate, CostInputs } from '../cost-estimate.ts';

/** The figures for other programs. Money and quantities are decimal text. */
export function jsonOf(all: readonly CostEstimate[], { prices, usageData: counted, quotas }: CostInputs): unknown {
  return {
    region: prices.region,
    currency: 'USD',
    pricesReadOn: prices.readOn,
    quotasReadOn: quotas.readOn,
    countedOn: counted.countedOn,
    assumptions,
    months: all.map(({ workload, total, idle, perInstruction, assumed, bill, limits }) => ({
      workload,
      total: total.toFixed(2),
      idle: idle.toFixed(2),
      perInstruction: perInstruction?.toFixed(6),
      atAssumedPrices: assumed.toFixed(2),
      lines: bill.map(({ cause, service, meter, used, usd, confidence }) => ({
        cause,
        service,
        meter,
        used: used.toFixed(3),
        usd: usd.toFixed(4),
        confidence,
      })),
      limits: limits.map(({ asked, percent, perDay, ...limit }) => ({
        ...limit,
        perDay: perDay.toFixed(0),
        asked: asked.toFixed(0),
        percent: percent.toFixed(3),
      })),
    })),
  };
}
