import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { functionRecords } from '../../../functions/function-records.ts';
import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, roundedDown, withThousands } from '../decimal.ts';
import { endsRead, mostBelieved } from '../model/records-reads.ts';
import type { OperationCounts } from '../usage/operation.ts';
import type { UsageData } from '../usage/usage-data.ts';
import type { Limit } from './limit.ts';

const dayMs = decimal('86400000');
const minutesPerDay = decimal('1440');
const hoursPerDay = decimal('24');

/**
 * What the exchange's rates allow one key of each sort, at the distances that functions/shared/exchange/client/pacer.ts
 * keeps.
 */
export function exchangeLimits({ acts }: UsageData): readonly Limit[] {
  return [
    ...sweepLimits(acts['sweep-that-moves']),
    withdrawalLimit(acts['withdrawal-over-http']),
    scanLimit(),
    recordWindowLimit(),
    depositAddressLimit(acts['deposit-address']),
  ];
}

function sweepLimits(sweep: OperationCounts): readonly Limit[] {
  const transfers = slots('transfer', requests(sweep, 'transfer transfer'));
  const balances = slots('query', requests(sweep, 'transfer query'));
  return [
    {
      owner: 'the exchange',
      name: 'transfers of the transfer key',
      of: 'sweeps',
      ...transfers,
      lift:
        'one transfer a second is the documented rate: another main account of the company, with a stage of ' +
        'its own',
    },
    {
      owner: 'the exchange',
      name: 'queries of the transfer key',
      of: 'sweeps',
      ...balances,
      lift: 'HashKey has announced 5 queries a second: once an exchange check shows it, shorten paceMs.query',
    },
  ];
}

function withdrawalLimit(withdrawal: OperationCounts): Limit {
  return {
    owner: 'the exchange',
    name: 'orders of the withdrawal key',
    of: 'withdrawals',
    ...slots('order', requests(withdrawal, 'withdrawal order')),
    lift: 'HashKey has announced 20 orders a second: once an exchange check shows it, shorten paceMs.order',
  };
}

/** The whole look must fit into one tick: a look that is cut off begins at the same place again. */
function scanLimit(): Limit {
  const { rows, reads } = recordsInOneTick();
  return {
    owner: 'the exchange',
    name: 'queries of the read key, hourly look',
    of: 'withdrawals',
    perDay: rows.times(hoursPerDay),
    because:
      `${reads} reads at ${paceMs.query} ms fit into a tick of ` +
      `${functionRecords.reconciliation.timeoutSeconds} s; they read at most ${withThousands(rows)} withdrawals an ` +
      'hour',
    lift: 'look more often than hourly (scanEveryMs), or a higher rate of queries',
  };
}

/** What is at the exchange is looked for in one window of its records, at each tick. */
function recordWindowLimit(): Limit {
  const { rows, reads } = recordsInOneTick();
  const minutes = assumptions.minutesAtExchange + 1;
  return {
    owner: 'the exchange',
    name: 'queries of the read key, following',
    of: 'withdrawals',
    perDay: rows.times(minutesPerDay).div(decimalOf(minutes)),
    because:
      `${reads} reads fit into a tick; a withdrawal is at the exchange for ${assumptions.minutesAtExchange} ` +
      `minutes, so the stretch holds ${minutes} minutes of them`,
    lift: 'a higher rate of queries',
  };
}

function depositAddressLimit(read: OperationCounts): Limit {
  return {
    owner: 'the exchange',
    name: 'queries of the whitelist key',
    of: 'deposit addresses',
    ...slots('query', requests(read, 'whitelist query')),
    lift: 'callers keep the address, and ask again when they pay',
  };
}

/**
 * A withdrawal list is read by halves: 2^n parts of fewer than 50 rows take 2^(n+1) - 1 reads, and proving its ends two
 * more.
 */
function recordsInOneTick(): { readonly rows: Decimal; readonly reads: number } {
  const fitting = Math.floor((functionRecords.reconciliation.timeoutSeconds * 1_000) / paceMs.query);
  const parts = 2 ** Math.floor(Math.log2((fitting - endsRead + 1) / 2));
  return { rows: decimalOf(parts).times(mostBelieved), reads: 2 * parts - 1 + endsRead };
}

function slots(pace: keyof typeof paceMs, each: number): Pick<Limit, 'perDay' | 'because'> {
  const perDay = roundedDown(dayMs.div(decimalOf(paceMs[pace])).div(decimalOf(each)));
  const count = each === 1 ? 'one' : String(each);
  return { perDay, because: `${count} for each, a slot every ${withThousands(decimalOf(paceMs[pace]))} ms` };
}

function requests({ exchange }: OperationCounts, name: string): number {
  const times = exchange[name];
  if (times === undefined || times === 0) throw new TypeError(`no request was counted as ${name}`);
  return times;
}
