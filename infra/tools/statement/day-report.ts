import type { StatedDay } from '../../../functions/shared/statements/stated-day.ts';

type Gap = Exclude<StatedDay['kind'], 'complete'>;

interface Run {
  readonly account: string;
  readonly kind: Gap;
  readonly first: string;
  last: string;
  /** Whether the next day goes on with it. */
  isOpen: boolean;
}

/** Notes of each day that goes by what people must know of a file of them. */
export class DayReport {
  private readonly runs: Run[] = [];
  private readonly differences: string[] = [];
  private days = 0;
  private movements = 0;

  /** Whether every day is there for good. */
  get isWhole(): boolean {
    return this.runs.length === 0;
  }

  /** The same days, one by one. */
  async *watch(days: AsyncIterable<StatedDay>): AsyncGenerator<StatedDay> {
    for await (const day of days) {
      this.note(day);
      yield day;
    }
  }

  /** A line for each gap and each difference, and one in the end for all. */
  lines(): string[] {
    const gaps = this.runs.map(({ account, kind, first, last }) => {
      return `${account}: ${first === last ? first : `${first} to ${last}`} ${meanings[kind]}`;
    });
    const missing = this.isWhole ? 'all complete' : 'not all complete';
    return [...gaps, ...this.differences, `days: ${this.days}, ${missing}; movements: ${this.movements}`];
  }

  private note(day: StatedDay): void {
    this.days += 1;
    const before = this.runs.at(-1);
    if (before !== undefined && (before.account !== day.account || before.kind !== day.kind)) before.isOpen = false;
    if (day.kind !== 'complete') this.noteGap(day.account, day.kind, day.date);
    if (day.kind === 'missing' || day.kind === 'lost') return;
    this.movements += day.rows.length;
    for (const { coin, difference } of day.coins) {
      if (difference === '0') continue;
      this.differences.push(`${day.account}: ${day.date} does not balance in ${coin}, by ${difference}`);
    }
  }

  private noteGap(account: string, kind: Gap, date: string): void {
    const before = this.runs.at(-1);
    if (before?.isOpen) before.last = date;
    else this.runs.push({ account, kind, first: date, last: date, isOpen: true });
  }
}

const meanings: Readonly<Record<Gap, string>> = {
  missing: 'missing: no statement is there',
  provisional: 'provisional: the numbers may change',
  lost: 'lost: the exchange does not have it any more',
};
