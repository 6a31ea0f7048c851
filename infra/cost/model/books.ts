import { inDoubtMax } from '../../../functions/ledger/limits/book.ts';
import { assumptions } from '../assumptions.ts';
import type { Sizes } from '../counted/counted.ts';
import { counted, type Decimal, decimal, least, none, whole } from '../decimal.ts';
import type { Workload } from '../workload.ts';
import { atOnce } from './rates.ts';
import { times, type Usage } from './usage.ts';

/** functions/ledger/limits/fold.ts keeps so many moved places one by one, and sums up the others by the hour for a week. */
const movedMax = 100;
const hoursMax = 168;
const daysKept = 7;

/** A withdrawal is entered in two books, and each is written three times: a place is taken, taken up, and settled. */
const books = 2;
export const writesOfBook = 3;
/** A book is read before each write, and once more before a place is taken and after the exchange's answer. */
const readsOfBook = 5;

const kilobyte = decimal('1024');

/** Bytes of the busiest coin's book: it grows with what is at the exchange at once. */
export function bookBytes({ withdrawalsPerDay }: Workload, { place, hour }: Sizes): Decimal {
  const ofCoin = (withdrawalsPerDay * assumptions.busiestCoin) / 100;
  const moved = Math.min(movedMax, ofCoin * daysKept);
  const inDoubt = least(atOnce(ofCoin, assumptions.minutesAtExchange), counted(inDoubtMax));
  const hours = ofCoin * daysKept > movedMax ? hoursMax : 0;
  const places = counted(Math.round(moved)).plus(inDoubt);
  return places.times(counted(place)).plus(counted(hours * hour));
}

/** What a withdrawal costs more than the counted one, whose books were nearly empty. */
export function fullerBooks(workload: Workload, sizes: Sizes): Usage {
  const bytes = bookBytes(workload, sizes);
  // Each write goes to the table and to the index of what is open.
  const writes = wholeUnits(bytes, kilobyte).times(counted(writesOfBook * 2));
  const reads = wholeUnits(bytes, kilobyte.times(decimal('4'))).times(counted(readsOfBook));
  return times({ 'table-write': writes, 'table-read': reads }, counted(books));
}

/** Request units beyond the first. */
function wholeUnits(bytes: Decimal, unit: Decimal): Decimal {
  const units = whole(bytes.div(unit));
  return units.lt(none) ? none : units;
}
