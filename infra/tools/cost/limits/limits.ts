import { type Decimal, decimal, decimalOf } from '../decimal.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { awsLimits } from './aws-limits.ts';
import { exchangeLimits } from './exchange-limits.ts';
import type { Limit, Owner } from './limit.ts';
import { ownLimits } from './own-limits.ts';
import type { Quotas } from './quotas.ts';

const hundred = decimal('100');

/** A limit beside what is asked of it. */
export interface Margin extends Limit {
  /** What the workload asks for, a day. */
  readonly asked: Decimal;
  /** How many percent of the limit that is. */
  readonly percent: Decimal;
}

/** Every limit: the exchange's first, then ours, then AWS's, and among those the one that is reached first. */
export function limitsOf(workload: Workload, usageData: UsageData, quotas: Quotas): readonly Margin[] {
  const groups = [exchangeLimits(usageData), ownLimits(usageData), awsLimits(workload, usageData, quotas)];
  return groups.flatMap((limits) => limits.map((limit) => marginOf(limit, workload)).toSorted(fullestFirst));
}

/** Those that the workload is beyond: the exchange's first, as they stand. */
export function exceeded(margins: readonly Margin[]): readonly Margin[] {
  return margins.filter(({ percent }) => percent.gt(hundred));
}

/** The one of this owner that is reached first. */
export function nearestOf(owner: Owner, margins: readonly Margin[]): Margin | undefined {
  return margins.filter((margin) => margin.owner === owner).toSorted(fullestFirst)[0];
}

function marginOf(limit: Limit, workload: Workload): Margin {
  const asked = decimalOf(demandOf(limit, workload));
  return { ...limit, asked, percent: asked.times(hundred).div(limit.perDay) };
}

function demandOf({ of }: Limit, workload: Workload): number {
  switch (of) {
    case 'withdrawals':
      return workload.withdrawalsPerDay;
    case 'sweeps':
      return workload.sweepsPerDay;
    case 'deposit addresses':
      return workload.depositAddressesPerDay;
  }
}

/** Where nothing is asked of two, the lower limit stands first. */
function fullestFirst(a: Margin, b: Margin): number {
  return b.percent.cmp(a.percent) || a.perDay.cmp(b.perDay);
}
