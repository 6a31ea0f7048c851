import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
import { ReadOrder } from '../../../app/read-order.ts';
import { whileSeen } from '../../../app/while-seen.ts';
import { type Payment, readPayment } from './read-payment.ts';
import { phaseOf } from './status-phase.ts';

/** While it is not at its end. */
const everyMs = 10_000;

export type Reading =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'ready';
      readonly now: Payment;
      /** As whoever reads has said that they read it. Decisions are about this. */
      readonly seen: Payment;
      /** Why it could not be read anew. */
      readonly error?: unknown;
    };

/**
 * Reads a payment, and again and again as long as it may change. A later answer never makes room for an earlier
 * one.
 */
export function usePayment(id: string) {
  const { api } = useApp();
  const [reading, setReading] = useState<Reading>({ state: 'loading' });
  const order = useMemo(() => new ReadOrder(), []);
  const read = useCallback(async () => {
    const mayBeShown = order.begin();
    try {
      const now = await readPayment(api, id);
      if (mayBeShown()) {
        setReading((last) => ({ state: 'ready', now, seen: last.state === 'ready' ? last.seen : now }));
      }
      return now;
    } catch (error) {
      if (mayBeShown())
        setReading((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
      throw error;
    }
  }, [api, id, order]);
  const accept = useCallback(
    () => setReading((last) => (last.state === 'ready' ? { ...last, seen: last.now } : last)),
    [],
  );
  useEffect(() => void read().catch(shownAsFailed), [read]);
  const hasEnded = reading.state === 'ready' && phaseOf(reading.now.instruction.status) === 'ended';
  useEffect(
    () => (hasEnded ? undefined : whileSeen(() => void read().catch(shownAsFailed), everyMs)),
    [read, hasEnded],
  );
  return { reading, read, accept };
}

/** What failed stands in the reading already. */
const shownAsFailed = () => undefined;
