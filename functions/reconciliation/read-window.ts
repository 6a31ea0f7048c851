import type { Millis } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { Rows } from '../shared/exchange/endpoints/fields.ts';
import { type Movement, type MovementKind, readMovements } from '../shared/matching/exchange-record.ts';
import type { ReconciliationParts } from './dependencies.ts';
import type { Stretch } from './windows.ts';

/** What was read of one stretch of the records. */
export interface Reading extends Rows<Movement> {
  /** On the exchange's clock, before the read began. */
  readonly seenAt: Millis;
}

/** Reads a stretch to its end. Undefined where that cannot be done: then nothing is concluded from it. */
export async function readStretch(
  parts: ReconciliationParts,
  kind: MovementKind,
  { window, instructions }: Stretch,
): Promise<Reading | undefined> {
  try {
    const seenAt = await parts.exchange.exchangeTime();
    const upToNow = { ...window, endTime: Math.min(window.endTime, seenAt) };
    const isProof = instructions.some(({ state }) => state.status === 'unknown');
    const { rows, unreadable } = await readMovements(parts.exchange, kind, upToNow, isProof);
    // A record that cannot be read may be one of ours, which then waits. It must not keep the others waiting.
    if (unreadable > 0) parts.report('the exchange has records that cannot be read', { kind, unreadable });
    return { rows, unreadable, seenAt };
  } catch (error) {
    // Other stretches, and the other kind, have records of their own. These are read again at the next tick.
    if (!isTreasuryError(error)) throw error;
    parts.report('the records could not be read', { kind, error });
    return undefined;
  }
}
