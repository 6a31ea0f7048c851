import type { Millis } from '../../functions/shared/core/clock.ts';
import { type DayZone, offsetMs } from '../../infra/local/exchange-simulator/day-zone.ts';
import { type RandomSource, seededRandom } from '../../infra/local/exchange-simulator/seeded-random.ts';
import { type BookRow, KnownBooks, type Opening } from './known-books.ts';
import { type PlannedMovement, type Player, planMovement, type Refundable } from './planned-movement.ts';

export interface MonthOptions {
  readonly seed: number;
  /** How many lines the fund statement will have; a transfer and a trade are one each. */
  readonly movements: number;
  readonly days?: number;
  /** The zone that the exchange's days end in. */
  readonly zone?: DayZone;
  /** `yyyy-mm-dd` in that zone. */
  readonly firstDate?: string;
  /** How many of a hundred lines show late, and by how much at the most. */
  readonly latePercent?: number;
  readonly lateMaxMs?: Millis;
  /** How many lines never show, although the balance moved. */
  readonly missing?: number;
}

const dayMs = 86_400_000;

/** What the accounts begin with: an option of the exchange. */
const opening: Opening = {
  trading: {
    USDT: '2500000',
    USDC: '50000',
    BTC: '20',
    ETH: '100.12345678',
    TRX: '20000',
    USD: '1000000',
    HKD: '800000',
  },
  custody: { USDT: '500000', USDC: '250000', BTC: '5', ETH: '10', TRX: '100000' },
  fiat: { USD: '2500000', HKD: '5000000.5' },
};

/**
 * A month whose books are known before an exchange ever plays it: other code adds them up than the exchange's. The same
 * options make the same month.
 */
export class MonthOfMovements {
  readonly zone: DayZone;
  /** Names of the days, as `yyyy-mm-dd`. */
  readonly dates: readonly string[];
  /** The beginning of the first day. */
  readonly from: Millis;
  /** The end of the last one. */
  readonly to: Millis;
  readonly books = new KnownBooks(opening);
  /** Rows that no list ever shows. */
  readonly missing: readonly BookRow[];
  /** The clock that the exchange is started with. */
  readonly clock: { now(): Millis };
  readonly #planned: readonly PlannedMovement[];
  #now: Millis;
  #played = 0;

  constructor(options: MonthOptions) {
    const { seed, movements, days = 30, zone = '+08:00', firstDate = '2026-11-01' } = options;
    const random = seededRandom(seed);
    this.zone = zone;
    this.from = Date.parse(`${firstDate}T00:00:00Z`) - offsetMs(zone);
    this.to = this.from + days * dayMs;
    this.dates = Array.from({ length: days }, (_, day) => dateOf(firstDate, day));
    this.#now = this.from;
    this.clock = { now: () => this.#now };
    const refundable: Refundable[] = [];
    const missing = placesOf(options, random);
    this.#planned = timesOf(this.from, days, movements, random).map((time, place) =>
      planMovement({
        books: this.books,
        day: Math.floor((time - this.from) / dayMs),
        time,
        random,
        late: missing.has(place) ? { lateMs: Number.POSITIVE_INFINITY } : lateness(options, random),
        refundable,
      }),
    );
    this.missing = this.#planned.filter((_, place) => missing.has(place)).flatMap(({ rows }) => rows);
  }

  /** Options of the exchange that plays it. */
  get exchangeOptions() {
    return { clock: this.clock, balances: opening, dayZone: this.zone };
  }

  /** Makes all movements that are not later than a moment, and leaves the clock there. */
  playUntil(exchange: Player, until: Millis): void {
    for (let next = this.#planned[this.#played]; next !== undefined && next.time <= until; ) {
      this.#now = Math.max(this.#now, next.time);
      const orderId = next.play(exchange);
      for (const row of next.rows) row.orderId = orderId;
      this.#played += 1;
      next = this.#planned[this.#played];
    }
    this.#now = Math.max(this.#now, until);
  }
}

function dateOf(firstDate: string, day: number): string {
  return new Date(Date.parse(`${firstDate}T00:00:00Z`) + day * dayMs).toISOString().slice(0, 10);
}

/** Rising. Some are at the very bounds of a day, some at the same moment as others. */
function timesOf(from: Millis, days: number, count: number, random: RandomSource): readonly Millis[] {
  const any = () => from + Math.floor(random() * days * dayMs);
  const atBound = () => from + Math.floor(random() * days) * dayMs + (random() < 0.5 ? 0 : dayMs - 1);
  return Array.from({ length: count }, () => (random() < 0.02 ? atBound() : any())).toSorted((a, b) => a - b);
}

function lateness({ latePercent = 0, lateMaxMs = 7_200_000 }: MonthOptions, random: RandomSource): { lateMs?: Millis } {
  return random() * 100 < latePercent ? { lateMs: 1 + Math.floor(random() * lateMaxMs) } : {};
}

function placesOf({ missing = 0, movements }: MonthOptions, random: RandomSource): ReadonlySet<number> {
  const places = new Set<number>();
  while (places.size < Math.min(missing, movements)) places.add(Math.floor(random() * movements));
  return places;
}
