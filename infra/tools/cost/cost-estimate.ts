import { type Decimal, decimalOf, zero } from './decimal.ts';
import { limitsOf, type Margin } from './limits/limits.ts';
import type { Quotas } from './limits/quotas.ts';
import { type Bill, totalOf, totalsBy } from './model/bill.ts';
import { monthOf } from './model/month.ts';
import { perMonth } from './model/rates.ts';
import type { PriceList } from './prices/price-list.ts';
import type { UsageData } from './usage/usage-data.ts';
import { instructionsPerDay, type Workload } from './workload.ts';

/** All that is told of one workload. Money in USD a month. */
export interface CostEstimate {
  readonly workload: Workload;
  readonly bill: Bill;
  readonly total: Decimal;
  readonly byCause: ReadonlyMap<string, Decimal>;
  readonly byService: ReadonlyMap<string, Decimal>;
  /** What the same stage costs that does nothing. */
  readonly idle: Decimal;
  /** What an instruction adds to that. Undefined where there is none. */
  readonly perInstruction: Decimal | undefined;
  /** The part of the total whose prices were not found for this region. */
  readonly assumed: Decimal;
  readonly limits: readonly Margin[];
}

export interface CostInputs {
  readonly usageData: UsageData;
  readonly prices: PriceList;
  readonly quotas: Quotas;
}

export function estimateOf(workload: Workload, { usageData, prices, quotas }: CostInputs): CostEstimate {
  const bill = monthOf(workload, usageData, prices);
  const total = totalOf(bill);
  const idle = totalOf(monthOf(idleWorkload(workload), usageData, prices));
  const instructions = perMonth(instructionsPerDay(workload));
  return {
    workload,
    bill,
    total,
    byCause: totalsBy(bill, ({ cause }) => cause),
    byService: totalsBy(bill, ({ service }) => service),
    idle,
    perInstruction: instructions.gt(zero) ? total.minus(idle).div(instructions) : undefined,
    assumed: totalOf(bill.filter(({ confidence }) => confidence === 'assumed')),
    limits: limitsOf(workload, usageData, quotas),
  };
}

function idleWorkload(workload: Workload): Workload {
  return { ...workload, withdrawalsPerDay: 0, sweepsPerDay: 0, depositAddressesPerDay: 0 };
}

/** A share in percent. */
export function percentOf(part: Decimal, whole: Decimal): Decimal {
  return whole.gt(zero) ? part.times(decimalOf(100)).div(whole) : zero;
}
