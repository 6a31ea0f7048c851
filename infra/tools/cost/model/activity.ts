import { assumptions } from '../assumptions.ts';
import { type Decimal, decimalOf } from '../decimal.ts';
import type { OperationName } from '../usage/operation.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { everyMinutes, perMonth } from './rates.ts';

/** What a part of the bill is for. */
export const causes = [
  'being there',
  'withdrawals',
  'sweeps',
  'deposit addresses',
  'console',
  'following what is open',
  'starts and keys',
  'history',
  'static egress',
] as const;
export type Cause = (typeof causes)[number];

/** An operation, and how often it is done in a month. */
export interface Activity {
  readonly cause: Cause;
  readonly operation: OperationName;
  readonly perMonth: Decimal;
}

/** What an idle stage does all the time. */
const idleActivities: readonly Activity[] = [
  { cause: 'being there', operation: 'idle-tick', perMonth: everyMinutes(1) },
  { cause: 'being there', operation: 'deposit-look', perMonth: everyMinutes(2) },
  { cause: 'being there', operation: 'whitelist-check', perMonth: everyMinutes(5) },
  { cause: 'being there', operation: 'hourly-look', perMonth: everyMinutes(60) },
  { cause: 'being there', operation: 'ledger-export', perMonth: everyMinutes(60) },
  { cause: 'being there', operation: 'key-health', perMonth: perMonth(1) },
];

export function activitiesOf(workload: Workload): readonly Activity[] {
  const { withdrawalsPerDay, sweepsPerDay, depositAddressesPerDay, approvals } = workload;
  const moving = decimalOf(assumptions.movingSweeps).div(decimalOf(100));
  const sweeps = perMonth(sweepsPerDay);
  return [
    ...idleActivities,
    { cause: 'withdrawals', operation: 'withdrawal-over-http', perMonth: perMonth(withdrawalsPerDay) },
    // Two people were counted with it. Fewer cost less.
    { cause: 'withdrawals', operation: 'approval', perMonth: perMonth(withdrawalsPerDay * (approvals - 2)) },
    { cause: 'sweeps', operation: 'sweep-that-moves', perMonth: sweeps.times(moving) },
    { cause: 'sweeps', operation: 'sweep-that-moves-nothing', perMonth: sweeps.minus(sweeps.times(moving)) },
    { cause: 'deposit addresses', operation: 'deposit-address', perMonth: perMonth(depositAddressesPerDay) },
  ];
}

/** How often each function is called in a month. */
export function invocationsOf(activities: readonly Activity[], { acts }: UsageData): ReadonlyMap<string, Decimal> {
  const calls = new Map<string, Decimal>();
  for (const { operation, perMonth: often } of activities) {
    for (const [name, times] of Object.entries(acts[operation].invocations)) {
      calls.set(name, (calls.get(name) ?? decimalOf(0)).plus(often.times(decimalOf(times))));
    }
  }
  return calls;
}
