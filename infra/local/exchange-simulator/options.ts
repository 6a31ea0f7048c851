import { type Clock, type Millis, systemClock } from '../../../functions/shared/core/clock.ts';
import type { Code } from './codes.ts';
import {
  type InitialBalances,
  type InitialWhitelistEntry,
  initialAccounts,
  initialBalances,
  initialBankAccounts,
  initialWhitelist,
} from './data/initial-data.ts';
import { type DayZone, hongKong } from './day-zone.ts';
import { type ListTimes, usualListTimes } from './endpoints/list-window.ts';
import { type ApiKey, registrations, simulatorSecrets } from './keys.ts';
import type { Account, FailedReason } from './records.ts';
import { type RandomSource, seededRandom } from './seeded-random.ts';

/** Requests a second per key, and what follows when there are more (exchange-api.md section 5). */
export interface Limits {
  readonly queriesPerSecond: number;
  readonly ordersPerSecond: number;
  readonly transfersPerSecond: number;
  /** Arrivals may be this much closer together than the rate, because a network does not keep distances. */
  readonly jitterMs: number;
  /** Not even the first requests of a second may come at once. */
  readonly strict: boolean;
  /** Counts those of the last second, whenever it began, less `jitterMs`. No burst and no due times. */
  readonly sliding: boolean;
  /** After 429 every request of the key is refused for this long. */
  readonly blockMs: number;
  /** So many requests into a block are answered 429; the next one bans the address. ASSUMPTION A12. */
  readonly ignoredMax: number;
  /** How long an address is banned. ASSUMPTION A12: not published. */
  readonly banMs: number;
}

/** What a trade costs, in percent of what it brings. */
export interface TradingFee {
  /** Decimal text. */
  readonly percent: string;
  /** Where nothing is said, or there is too little of it, the fee is in the coin that the trade brings. */
  readonly coin?: string;
}

/** How the fund statement writes what leaves an account (ASSUMPTION A35: only that a withdrawal has no sign). */
export interface FlowForm {
  readonly signs: 'none' | 'minus';
  /** Whether the amount is without its fee, or all that is taken where both are in one coin. */
  readonly fees: 'on-top' | 'within';
}

/** Milliseconds after a request was accepted. */
export interface Timings {
  readonly progressAfterMs: number;
  readonly endAfterMs: number;
}

export interface SimulatorSettings {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: RandomSource;
  /** Keys, addresses and transaction hashes follow from it. */
  readonly seed: number;
  readonly keys: readonly ApiKey[];
  readonly accounts: readonly Account[];
  readonly balances: InitialBalances;
  readonly whitelist: readonly InitialWhitelistEntry[];
  /** For so long after it was listed no withdrawal to an address is taken, -1182 (exchange-api.md 3.5). */
  readonly whitelistDelayMs: number;
  readonly bankAccounts: readonly string[];
  readonly limits: Limits;
  /** under_review, then withdrawing, then the end. ASSUMPTION A14: the real times are not published. */
  readonly withdrawalTimings: Timings;
  readonly fiatTimings: Timings;
  /** Where given, every withdrawal ends `failed` with this reason. A fault does the same for one. */
  readonly failedReason?: FailedReason | undefined;
  /**
   * What a repeated clientOrderId of the same endpoint gets. ASSUMPTION A3: `reject` says -1024, `replay` gives the
   * first answer again, `execute` does it once more.
   */
  readonly duplicates: 'reject' | 'replay' | 'execute';
  /** What a transfer beyond the balance gets. ASSUMPTION A5. */
  readonly transferShortfall: Extract<Code, '-1161' | '0401' | '-4003'>;
  /** No page of the records is longer, whatever `limit` asks for. ASSUMPTION A8: nothing is documented beside 1000. */
  readonly pageMax: number;
  /** How lists by time are meant. */
  readonly listTimes: ListTimes;
  /** Where the exchange's days end. ASSUMPTION A34: no zone is published. */
  readonly dayZone: DayZone;
  /** Lines of the fund statement and deposits show so much later than they are (ASSUMPTION A8). */
  readonly flowLagMs: Millis;
  /** What is answered to a fund statement that begins more than 30 days ago: only what is newer, or -2027. */
  readonly oldFlow: 'left-out' | 'refused';
  /** Whether a deposit below the coin's minimum shows. It is never credited (ASSUMPTION A36). */
  readonly smallDeposits: 'shown' | 'hidden';
  readonly tradingFee: TradingFee;
  readonly flowForm: FlowForm;
  /** Sends ids of digits unquoted, as some sites do. */
  readonly numericIds: boolean;
}

/** Everything has a default. */
export type ExchangeOptions = Partial<Omit<SimulatorSettings, 'limits'>> & { readonly limits?: Partial<Limits> };

const documentedLimits: Limits = {
  queriesPerSecond: 2,
  ordersPerSecond: 10,
  transfersPerSecond: 1,
  jitterMs: 500,
  strict: false,
  sliding: false,
  blockMs: 60_000,
  ignoredMax: 5,
  banMs: 120_000,
};

const defaultTimings: Timings = { progressAfterMs: 1_000, endAfterMs: 2_000 };

export const defaultSeed = 1;

export function settingsOf(options: ExchangeOptions): SimulatorSettings {
  const seed = options.seed ?? defaultSeed;
  return {
    clock: systemClock,
    random: seededRandom(seed),
    accounts: initialAccounts,
    balances: initialBalances,
    whitelist: initialWhitelist,
    whitelistDelayMs: 30 * 60_000,
    bankAccounts: initialBankAccounts,
    withdrawalTimings: defaultTimings,
    fiatTimings: defaultTimings,
    duplicates: 'reject',
    transferShortfall: '-1161',
    pageMax: 1_000,
    listTimes: usualListTimes,
    dayZone: hongKong,
    flowLagMs: 0,
    oldFlow: 'left-out',
    smallDeposits: 'shown',
    tradingFee: { percent: '0' },
    flowForm: { signs: 'none', fees: 'on-top' },
    numericIds: false,
    ...options,
    seed,
    // Public keys cost a moment to make, so only where no keys are given.
    keys: options.keys ?? registrations(simulatorSecrets(seed)),
    limits: { ...documentedLimits, ...options.limits },
  };
}
