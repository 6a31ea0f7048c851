import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../../app/context.ts';
import { whileSeen } from '../../../app/while-seen.ts';
import { arrivals, type WaitingItem } from './waiting-item.ts';
import { type Waiting, WaitingReader } from './waiting-reader.ts';

const everyMs = 30_000;

export type WaitingState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'ready';
      readonly waiting: Waiting;
      /** What came while somebody was looking, last. */
      readonly arrived: readonly WaitingItem[];
      readonly error?: unknown;
    };

/** What waits for the reader, read anew as long as the page is looked at, and when somebody comes back to it. */
export function useWaiting() {
  const { api, me } = useApp();
  const reader = useMemo(() => new WaitingReader(api, me), [api, me]);
  const [state, setState] = useState<WaitingState>({ state: 'loading' });
  const read = useCallback(async () => {
    try {
      const waiting = await reader.read();
      setState((last) => {
        const isLate = last.state === 'ready' && last.waiting.readAt > waiting.readAt;
        const arrived = last.state === 'ready' ? arrivals(last.waiting.items, waiting.items) : [];
        return isLate ? last : { state: 'ready', waiting, arrived };
      });
    } catch (error) {
      setState((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
    }
  }, [reader]);
  useEffect(() => {
    void read();
    return whileSeen(() => void read(), everyMs);
  }, [read]);
  return { state, read };
}
