import type { EventType } from './event-types.ts';
import type { KeyName } from './key-names.ts';

/*
 * Metrics that functions write, and that alarms and dashboards watch. Both take names and dimensions from here: an
 * alarm on another dimension than the one that is written sees nothing, for ever.
 */

/** Of each key's daily check, in the series `keySeries`. */
export const keyMetrics = {
  /** 1 where the key was seen to work, 0 where not. Nothing for a key that is not set and not needed. */
  works: 'KeyWorks',
  /** Whole days that the key had not been used before the check. */
  idleDays: 'IdleDays',
  /** How far the exchange's clock is ahead of ours. */
  clockSkewMs: 'ClockSkewMs',
} as const;

/** Of each run of the exports of the table, in `houseSeries`. */
export const exportMetrics = {
  /**
   * Hours since the moment until which everything is exported. Up to about 25 where all is well. Nothing before the
   * first export.
   */
  hoursBehind: 'ExportHoursBehind',
} as const;

/** Of each run of the statements, in `houseSeries`. */
export const statementMetricNames = {
  /**
   * Hours since the end of the last day that is written for good, of the account that is furthest behind. Up to about
   * 27 where all is well. Nothing before the first statement.
   */
  hoursBehind: 'StatementHoursBehind',
} as const;

/** Of each look at deposits, in `houseSeries`. */
export const depositMetrics = {
  /** 1 for a look that came to its end. */
  looked: 'DepositLooks',
  /** What went wrong in a look and did not stop it. */
  reports: 'DepositReports',
  /** Deposits that people have to see to. */
  stuck: 'DepositsStuck',
} as const;

/** Of each run of the daily check, in `houseSeries`. */
export const keyCheckMetrics = {
  /** How many keys were looked at. */
  checked: 'KeysChecked',
} as const;

/** How everything stands, written by each tick in `houseSeries`. What is lost is written anew a minute later. */
export const tickMetrics = {
  /** 1 for a tick that came to its end. */
  ran: 'TickRan',
  /** What went wrong in a tick and did not stop it. */
  reports: 'TickReports',
  /** Items that are not as they were written. Nothing is decided on them. */
  unreadableItems: 'UnreadableItems',
  waitingForPeople: 'WaitingForPeople',
  /** Approved, and kept back for a reason. */
  held: 'Held',
  /** On their way, or nobody knows where. */
  inDoubt: 'InDoubt',
  oldestInDoubtSeconds: 'OldestInDoubtSeconds',
  /** Two people have to say what became of these. */
  needsAttention: 'NeedsAttention',
  /** Taken by the exchange, and not at their end. */
  atExchange: 'AtExchange',
  /** At the exchange for longer than `sentLimit`, also where people were asked for that. */
  sentTooLong: 'SentTooLong',
  /** Scopes that are paused. */
  paused: 'PausesInForce',
  exchangeCalls: 'ExchangeCalls',
  exchangeFailures: 'ExchangeFailures',
  /** The slowest call to the exchange in this tick, with its wait for a slot of the key. */
  exchangeSlowestMs: 'ExchangeSlowestMs',
} as const;

/** Written by each tick for each window of each coin, in `limitSeries`. */
export const limitMetrics = { usedPercent: 'LimitUsedPercent' } as const;

/**
 * One for each event that a person must see, in `eventSeries`. An event may be counted twice, and is never left out.
 */
export const eventMetrics = { published: 'AlarmingEvents' } as const;

/**
 * Of instructions that ended with money moved, in `moneySeries`. For people to look at: a crash may leave one out, and
 * the table has the exact amounts.
 */
export const moneyMetrics = { settled: 'InstructionsSettled', amount: 'AmountSettled' } as const;

/** Of instructions that ended without, in `endSeries`. */
export const endMetrics = { ended: 'InstructionsEnded' } as const;

/** A time series beside its name. `service` is Powertools' own dimension. */
export type Dimensions = { readonly service: string } & Readonly<Record<string, string>>;

/** Of the stage as a whole, whichever function writes it. */
export const stageDimensions: Dimensions = { service: 'treasury' };

export function keyDimensions(key: KeyName): Dimensions {
  return { service: 'key-health', key };
}

/** `window` as in the configuration: `24h` or `7d`. */
export function limitDimensions(coin: string, window: string): Dimensions {
  return { ...stageDimensions, coin, window };
}

export function eventDimensions(type: EventType): Dimensions {
  return { ...stageDimensions, type };
}

export function settledDimensions(coin: string, kind: string): Dimensions {
  return { ...stageDimensions, coin, kind };
}

/** Both from published lists: never an id, which would make a time series of every instruction. */
export function endedDimensions(status: string, reason: string): Dimensions {
  return { ...stageDimensions, status, reason };
}
