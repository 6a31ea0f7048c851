import { useCallback, useEffect, useState } from 'preact/hooks';
import { useApp } from './context.ts';
import { readWhitelist, type Whitelist } from './read-whitelist.ts';
import type { Answer } from './use-answer.ts';

/** The whole whitelist. */
export function useWhitelist(): {
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
