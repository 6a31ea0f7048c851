import { openMax } from '../../../../functions/reconciliation/list-open.ts';
import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { timeouts } from '../../../stacks/parts.ts';
import { assumptions } from '../assumptions.ts';
import { counted, type Decimal, least, sum } from '../decimal.ts';
import { callingMilliseconds } from '../model/act-usage.ts';
import { rowsFollowed } from '../model/following.ts';
import { atOnce } from '../model/rates.ts';
import { endsRead, readsByHalving } from '../model/records-reads.ts';
import type { Act } from '../usage/operation.ts';
import type { Limit } from './limit.ts';

const withdrawalsMax = 10_000_000;

/** The one tick of an hour that also looks through the records has to end in time: it begins anew where it was cut off. */
export function tickTime(idle: Act): Limit {
  const perDay = largest((withdrawals) => busiestTick(idle, withdrawals).lte(counted(timeouts.reconciliation * 1_000)));
  const { waiting, following, looking } = partsOf(perDay);
  const seconds = (ms: Decimal): string => ms.div(counted(1_000)).toFixed(0);
  return {
    owner: 'ours',
    name: 'time of a tick',
    of: 'withdrawals',
    perDay: counted(perDay),
    because: `${timeouts.reconciliation} s: by then ${seconds(waiting)} s for those that wait for people, ${seconds(following)} s for those at the exchange, ${seconds(looking)} s for the hourly look (estimated)`,
    lift: 'a longer timeout than the minute between two ticks needs a lock; several ticks that divide the work need none',
  };
}

function busiestTick(idle: Act, withdrawals: number): Decimal {
  return callingMilliseconds(idle).plus(sum(Object.values(partsOf(withdrawals))));
}

/** Milliseconds. Each that waits is asked for its destination; each that moved in the hour is looked up. */
function partsOf(withdrawalsPerDay: number) {
  const call = counted(assumptions.callMs);
  const query = counted(paceMs.query);
  const perHour = atOnce(withdrawalsPerDay, 60);
  return {
    waiting: least(atOnce(withdrawalsPerDay, assumptions.minutesForPeople), counted(openMax)).times(call),
    following: readsByHalving(rowsFollowed({ withdrawalsPerDay })).times(query),
    looking: readsByHalving(perHour).plus(counted(endsRead)).times(query).plus(perHour.times(call)),
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
