import type { Clock, Millis } from '../shared/core/clock.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { RecordsIncompleteError } from '../shared/exchange/records.ts';
import type { DepositKind } from '../shared/ledger/deposit-kind.ts';

/**
 * How much one look may read of each list: with a slot of the key in 600 ms all of it is less than a fourth of the two
 * minutes between looks, and the rest is others'. `untilMs`: from the beginning of the look.
 */
export const readLimits: Readonly<Record<DepositKind, { readonly reads: number; readonly untilMs: Millis }>> = {
  crypto: { reads: 28, untilMs: 16_000 },
  fiat: { reads: 14, untilMs: 24_000 },
};

/** After this time nothing more is told: a call that begins just before may take ten seconds of the 50 there are. */
export const tellUntilMs = 32_000;

export interface ReadBudget {
  /** Throws RecordsIncompleteError where one more read would be too much. */
  readonly exchange: Pick<ExchangeClient, 'read'>;
  isOver(): boolean;
}

/** The same exchange, for as many reads and as long as a list may take. */
export function readBudget(
  exchange: Pick<ExchangeClient, 'read'>,
  clock: Clock,
  kind: DepositKind,
  beganAt: Millis,
): ReadBudget {
  const { reads: most, untilMs } = readLimits[kind];
  let reads = 0;
  const isOver = () => reads >= most || clock.now() >= beganAt + untilMs;
  return {
    isOver,
    exchange: {
      read: (endpoint, input) => {
        if (isOver()) throw new RecordsIncompleteError('deposits');
        reads += 1;
        return exchange.read(endpoint, input);
      },
    },
  };
}
