import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ApiClient } from '../../../api/client.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useApp } from '../../../app/context.ts';
import type { Answer } from '../../../app/use-answer.ts';

export type Entry = BodyOfResponse<'GET /whitelist/{id}'>;

export interface Destinations {
  readonly entries: readonly Entry[];
  /** Ids of entries that are not as they were written. */
  readonly unreadable: readonly string[];
}

/** All of the whitelist, page by page. It takes a good thousand entries, 50 a page. */
async function readDestinations(api: ApiClient): Promise<Destinations> {
  const entries: Entry[] = [];
  const unreadable: string[] = [];
  let after: string | undefined;
  do {
    const { body } = await api.call('GET /whitelist', after === undefined ? {} : { query: { after } });
    entries.push(...body.entries);
    unreadable.push(...(body.unreadable ?? []));
    after = body.next;
  } while (after !== undefined);
  return { entries, unreadable };
}

/** The whole whitelist. */
export function useDestinations(): {
  readonly answer: Answer<Destinations>;
  readonly reload: () => Promise<void>;
} {
  const { api } = useApp();
  const [answer, setAnswer] = useState<Answer<Destinations>>({ state: 'loading' });
  const reload = useCallback(async () => {
    try {
      setAnswer({ state: 'ready', body: await readDestinations(api), readAt: new Date() });
    } catch (error) {
      setAnswer((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
    }
  }, [api]);
  useEffect(() => void reload(), [reload]);
  return { answer, reload };
}
