import { inDoubtMax } from '../../../../functions/shared/ledger/limits/book.ts';
import { hourMs, movedMax, windowMaxMs } from '../../../../functions/shared/ledger/limits/compact.ts';
import { assumptions } from '../assumptions.ts';
import { counted, type Decimal, decimal, least, whole } from '../decimal.ts';
import type { Sizes } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { atOnce } from './rates.ts';
import { plus, type Usage } from './usage.ts';

/** Moved places that are not kept one by one are summed up by the hour. */
const hoursMax = windowMaxMs / hourMs;
const daysKept = hoursMax / 24;

/** A book is written three times for a withdrawal: a place is taken, taken up, and settled. */
export const writesOfBook = 3;
/** A book is read before each write, and once more before a place is taken and after the exchange's answer. */
const readsOfBook = 5;

const kilobyte = decimal('1024');

/** Bytes of the busiest coin's book: it grows with what is at the exchange at once. */
export function coinBookBytes({ withdrawalsPerDay }: Workload, sizes: Sizes): Decimal {
  return bookBytes((withdrawalsPerDay * assumptions.busiestCoin) / 100, sizes);
}

/** Bytes of a book that can take no more. */
export function fullBookBytes({ place, hour }: Sizes): Decimal {
  return counted((inDoubtMax + movedMax) * place + hoursMax * hour);
}

function bookBytes(perDay: number, { place, hour }: Sizes): Decimal {
  const isFolded = perDay * daysKept > movedMax;
  const moved = isFolded ? movedMax : Math.round(perDay * daysKept);
  const inDoubt = least(atOnce(perDay, assumptions.minutesAtExchange), counted(inDoubtMax));
  return counted(moved)
    .plus(inDoubt)
    .times(counted(place))
    .plus(counted(isFolded ? hoursMax * hour : 0));
}

/** What a withdrawal costs more than the counted one, whose two books were nearly empty. */
export function fullerBooks({ withdrawalsPerDay }: Workload, sizes: Sizes): Usage {
  const ofCoin = (withdrawalsPerDay * assumptions.busiestCoin) / 100;
  return plus(...[ofCoin, ofCoin / assumptions.destinations].map((perDay) => fullerBook(bookBytes(perDay, sizes))));
}

function fullerBook(bytes: Decimal): Usage {
  // Each write goes to the table and to the index of what is open.
  const writes = whole(bytes.div(kilobyte)).times(counted(writesOfBook * 2));
  const reads = whole(bytes.div(kilobyte.times(decimal('4')))).times(counted(readsOfBook));
  return { 'table-write': writes, 'table-read': reads };
}
