import { TreasuryError } from '../shared/core/errors.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

export type Exchange = ReconciliationDependencies['exchange'];

/** The tick has no time left for one more read. What was read so far proves nothing. */
export class OutOfTimeError extends TreasuryError {
  constructor() {
    super('too-little-time', 'Too little of the tick is left for one more read');
  }
}

/**
 * The same dependencies, but a list of many pages is read for as long as the tick has time. The exchange's time is read
 * in any case: without it nothing is looked at.
 */
export function withReadsUntil(dependencies: ReconciliationDependencies, isOver: () => boolean) {
  const refuseLate = () => {
    if (isOver()) throw new OutOfTimeError();
  };
  return { ...dependencies, exchange: beforeEachRead(dependencies.exchange, refuseLate) };
}

/** The same exchange, but each read asks first. What `ask` throws is thrown instead of reading. */
export function beforeEachRead(exchange: Exchange, ask: () => void): Exchange {
  const read: Exchange['read'] = (endpoint, input) => {
    ask();
    return exchange.read(endpoint, input);
  };
  return { exchangeTime: () => exchange.exchangeTime(), read };
}
