import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { openMax } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { functionRecords } from '../../../functions/function-records.ts';
import { assumptions } from '../assumptions.ts';
import { type Decimal, decimalOf, min, sum } from '../decimal.ts';
import { recordsFollowed } from '../model/open-instruction-usage.ts';
import { callingMilliseconds } from '../model/operation-usage.ts';
import { atOnce } from '../model/rates.ts';
import { endsRead, readsByHalving } from '../model/records-reads.ts';
import type { OperationCounts } from '../usage/operation.ts';
import type { Limit } from './limit.ts';

const withdrawalsMax = 10_000_000;

/**
 * The one tick of an hour that also looks through the records has to end in time: it begins anew where it was cut off.
 */
export function tickTime(idle: OperationCounts): Limit {
  const perDay = largest((withdrawals) =>
    busiestTick(idle, withdrawals).lte(decimalOf(functionRecords.reconciliation.timeoutSeconds * 1_000)),
  );
  const { waiting, following, looking } = tickDurations(perDay);
  const seconds = (ms: Decimal): string => ms.div(decimalOf(1_000)).toFixed(0);
  return {
    owner: 'ours',
    name: 'time of a tick',
    of: 'withdrawals',
    perDay: decimalOf(perDay),
    because:
      `${functionRecords.reconciliation.timeoutSeconds} s: by then ${seconds(waiting)} s for those that ` +
      `wait for people, ${seconds(following)} s for those at the exchange, ${seconds(looking)} s for the hourly ` +
      'look (estimated)',
    lift:
      'a longer timeout than the minute between two ticks needs a lock; several ticks that divide the work ' +
      'need none',
  };
}

function busiestTick(idle: OperationCounts, withdrawals: number): Decimal {
  return callingMilliseconds(idle).plus(sum(Object.values(tickDurations(withdrawals))));
}

/** Milliseconds. Each that waits is asked for its destination; each that moved in the hour is looked up. */
function tickDurations(withdrawalsPerDay: number) {
  const call = decimalOf(assumptions.callMs);
  const query = decimalOf(paceMs.query);
  const perHour = atOnce(withdrawalsPerDay, 60);
  return {
    waiting: min(atOnce(withdrawalsPerDay, assumptions.minutesForPeople), decimalOf(openMax)).times(call),
    following: readsByHalving(recordsFollowed({ withdrawalsPerDay })).times(query),
    looking: readsByHalving(perHour).plus(decimalOf(endsRead)).times(query).plus(perHour.times(call)),
  };
}

/** The largest number that fits, found by halving. */
function largest(fits: (withdrawals: number) => boolean): number {
  let [low, high] = [0, withdrawalsMax];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
