import { useCallback, useEffect, useState } from 'preact/hooks';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useApp } from '../../../app/context.ts';
import { readWhitelist, type Whitelist } from '../../../app/read-whitelist.ts';
import type { Answer } from '../../../app/use-answer.ts';

export type Entry = BodyOfResponse<'GET /whitelist/{id}'>;

/** The whole whitelist. */
export function useDestinations(): {
  readonly answer: Answer<Whitelist>;
  readonly reload: () => Promise<void>;
} {
  const { api } = useApp();
  const [answer, setAnswer] = useState<Answer<Whitelist>>({ state: 'loading' });
  const reload = useCallback(async () => {
    try {
      setAnswer({ state: 'ready', body: await readWhitelist(api), readAt: new Date() });
    } catch (error) {
      setAnswer((last) => (last.state === 'ready' ? { ...last, error } : { state: 'failed', error }));
    }
  }, [api]);
  useEffect(() => void reload(), [reload]);
  return { answer, reload };
}
