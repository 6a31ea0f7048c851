import type { Context } from 'aws-lambda';
import type { Clock } from '../core/clock.ts';
import type { Bus } from '../ledger/messaging/bus.ts';
import type { Table } from '../ledger/store/table.ts';
import type { Meter } from './metrics.ts';

/** What a line of the log says beside its own words. */
export type LogDetail = Readonly<Record<string, unknown>>;

/** The log of a function: Powertools' logger, as far as functions use it. */
export interface Log {
  info(message: string, ...detail: LogDetail[]): void;
  warn(message: string, ...detail: LogDetail[]): void;
  error(message: string, ...detail: LogDetail[]): void;
  addContext(context: Context): void;
  appendKeys(keys: LogDetail): void;
  resetKeys(): void;
}

/**
 * How a function reaches what is outside of it. Each names the ports that it uses, and the exchange by what it may do
 * there.
 */
export interface Ports {
  readonly table: Table;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** A text that nobody had before. */
  readonly newId: () => string;
}
