import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
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
  const number = useRef(0);
  const newest = useRef(0);
  const read = useCallback(async () => {
    number.current += 1;
    const mine = number.current;
    try {
      const now = await readPayment(api, id);
      if (mine < newest.current) return now;
      newest.current = mine;
      setReading((last) => ({ state: 'ready', now, seen: last.state === 'ready' ? last.seen : now }));
      return now;
    } catch (error) {
      setReading((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
      throw error;
    }
  }, [api, id]);
  const accept = useCallback(
    () => setReading((last) => (last.state === 'ready' ? { ...last, seen: last.now } : last)),
    [],
  );
  useEffect(() => void read().catch(shownAsFailed), [read]);
  const hasEnded = reading.state === 'ready' && phaseOf(reading.now.instruction.status) === 'ended';
  useEffect(() => {
    if (hasEnded) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void read().catch(shownAsFailed);
    }, everyMs);
    return () => clearInterval(timer);
  }, [read, hasEnded]);
  return { reading, read, accept };
}

/** What failed stands in the reading already. */
const shownAsFailed = () => undefined;
