import { assumptions } from '../assumptions.ts';
import { counted, type Decimal } from '../decimal.ts';
import type { ActName } from '../usage/operation.ts';
import type { Counted } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { everyMinutes, perMonth } from './rates.ts';

/** What a part of the bill is for. */
export const causes = [
  'being there',
  'withdrawals',
  'sweeps',
  'deposit addresses',
  'following what is open',
  'starts and keys',
  'history',
  'static egress',
] as const;
export type Cause = (typeof causes)[number];

/** An act, and how often it is done in a month. */
export interface Doing {
  readonly cause: Cause;
  readonly act: ActName;
  readonly perMonth: Decimal;
}

/** What an idle stage does all the time. */
const standing: readonly Doing[] = [
  { cause: 'being there', act: 'idle-tick', perMonth: everyMinutes(1) },
  { cause: 'being there', act: 'whitelist-check', perMonth: everyMinutes(5) },
  { cause: 'being there', act: 'hourly-look', perMonth: everyMinutes(60) },
  { cause: 'being there', act: 'ledger-export', perMonth: everyMinutes(60) },
  { cause: 'being there', act: 'key-health', perMonth: perMonth(1) },
];

export function doingsOf(workload: Workload): readonly Doing[] {
  const { withdrawalsPerDay, sweepsPerDay, depositAddressesPerDay, approvals } = workload;
  const moving = counted(assumptions.movingSweeps).div(counted(100));
  const sweeps = perMonth(sweepsPerDay);
  return [
    ...standing,
    { cause: 'withdrawals', act: 'withdrawal-over-http', perMonth: perMonth(withdrawalsPerDay) },
    // Two people were counted with it. Fewer cost less.
    { cause: 'withdrawals', act: 'approval', perMonth: perMonth(withdrawalsPerDay * (approvals - 2)) },
    { cause: 'sweeps', act: 'sweep-that-moves', perMonth: sweeps.times(moving) },
    { cause: 'sweeps', act: 'sweep-that-moves-nothing', perMonth: sweeps.minus(sweeps.times(moving)) },
    { cause: 'deposit addresses', act: 'deposit-address', perMonth: perMonth(depositAddressesPerDay) },
  ];
}

/** How often each function is called in a month. */
export function invocationsOf(doings: readonly Doing[], { acts }: Counted): ReadonlyMap<string, Decimal> {
  const calls = new Map<string, Decimal>();
  for (const { act, perMonth: often } of doings) {
    for (const [name, times] of Object.entries(acts[act].invocations)) {
      calls.set(name, (calls.get(name) ?? counted(0)).plus(often.times(counted(times))));
    }
  }
  return calls;
}
