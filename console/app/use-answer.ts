import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RequestOf, ResponseOf, RouteName } from '../api/routes.ts';
import { useApp } from './context.ts';
import { ReadOrder } from './read-order.ts';
import { whileSeen } from './while-seen.ts';

/** What is known of an answer. After a failure the last answer stays, with what failed beside it. */
export type Answer<Body> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly body: Body; readonly readAt: Date; readonly error?: unknown };

export interface AnswerOptions {
  /** Milliseconds after which it is read anew, as long as the page is looked at. */
  readonly everyMs?: number;
}

/** Reads something when the page is shown, when what is asked for changes, and when told to. */
export function useAnswer<Name extends RouteName>(
  name: Name,
  request: RequestOf<Name>,
  { everyMs }: AnswerOptions = {},
): { readonly answer: Answer<ResponseOf<Name>['body']>; readonly reload: () => Promise<void> } {
  const { api } = useApp();
  const [answer, setAnswer] = useState<Answer<ResponseOf<Name>['body']>>({ state: 'loading' });
  const wanted = JSON.stringify([name, request]);
  const current = useRef(wanted);
  current.current = wanted;
  const order = useMemo(() => new ReadOrder(), [wanted]);
  const reload = useCallback(async () => {
    const mayBeShown = order.begin();
    try {
      const { body } = await api.call(name, request);
      // What was asked for meanwhile is another thing: a late answer does not take its place.
      if (current.current === wanted && mayBeShown()) setAnswer({ state: 'ready', body, readAt: new Date() });
    } catch (error) {
      if (current.current !== wanted || !mayBeShown()) return;
      setAnswer((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
    }
  }, [api, wanted, order]);
  useEffect(() => {
    setAnswer({ state: 'loading' });
    void reload();
  }, [reload]);
  useEffect(() => (everyMs === undefined ? undefined : whileSeen(() => void reload(), everyMs)), [reload, everyMs]);
  return { answer, reload };
}
