import { hourMs, movedMax, windowMaxMs } from '../../../../functions/shared/ledger/limits/compact.ts';
import { inDoubtMax } from '../../../../functions/shared/ledger/limits/reserve.ts';
import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, min, roundedDown } from '../decimal.ts';
import type { Sizes } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { atOnce } from './rates.ts';
import { plus, type Usage } from './usage.ts';

/** Moved reservations that are not kept one by one are summed up by the hour. */
const hoursMax = windowMaxMs / hourMs;
const daysKept = hoursMax / 24;

/** A book is written three times for a withdrawal: a reservation is made, confirmed, and settled. */
export const writesOfBook = 3;
/** A book is read before each write, and once more before a reservation is made and after the exchange's answer. */
const readsOfBook = 5;

const kilobyte = decimal('1024');

/** Bytes of the busiest coin's book: it grows with what is at the exchange at once. */
export function coinBookBytes({ withdrawalsPerDay }: Workload, sizes: Sizes): Decimal {
  return bookBytes((withdrawalsPerDay * assumptions.busiestCoin) / 100, sizes);
}

/** Bytes of a book that can take no more. */
export function fullBookBytes({ place, hour }: Sizes): Decimal {
  return decimalOf((inDoubtMax + movedMax) * place + hoursMax * hour);
}

function bookBytes(perDay: number, { place, hour }: Sizes): Decimal {
  const isFolded = perDay * daysKept > movedMax;
  const moved = isFolded ? movedMax : Math.round(perDay * daysKept);
  const inDoubt = min(atOnce(perDay, assumptions.minutesAtExchange), decimalOf(inDoubtMax));
  return decimalOf(moved)
    .plus(inDoubt)
    .times(decimalOf(place))
    .plus(decimalOf(isFolded ? hoursMax * hour : 0));
}

/** What a withdrawal costs more than the counted one, whose two books were nearly empty. */
export function bookGrowthUsage({ withdrawalsPerDay }: Workload, sizes: Sizes): Usage {
  const ofCoin = (withdrawalsPerDay * assumptions.busiestCoin) / 100;
  return plus(...[ofCoin, ofCoin / assumptions.destinations].map((perDay) => bookUsage(bookBytes(perDay, sizes))));
}

function bookUsage(bytes: Decimal): Usage {
  // Each write goes to the table and to the index of what is open.
  const writes = roundedDown(bytes.div(kilobyte)).times(decimalOf(writesOfBook * 2));
  const reads = roundedDown(bytes.div(kilobyte.times(decimal('4')))).times(decimalOf(readsOfBook));
  return { 'table-write': writes, 'table-read': reads };
}
