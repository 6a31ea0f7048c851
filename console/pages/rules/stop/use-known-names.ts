import { useEffect, useState } from 'preact/hooks';
import type { ApiClient } from '../../../api/client.ts';
import { useApp } from '../../../app/context.ts';
import type { ScopeForm } from './scope.ts';

type Named = Exclude<ScopeForm, 'all' | 'kind'>;

/**
 * The names that are configured, to choose from. Undefined as long as they are not known: then any name can be typed,
 * because a stop does not wait for a list.
 */
export function useKnownNames(form: Named): readonly string[] | undefined {
  const { api } = useApp();
  const [names, setNames] = useState<readonly string[]>();
  useEffect(() => {
    let isWanted = true;
    setNames(undefined);
    readNames(api, form).then(
      (read) => isWanted && setNames(read),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [api, form]);
  return names;
}

async function readNames(api: ApiClient, form: Named): Promise<readonly string[]> {
  const { coins, sweeps, accounts } = (await api.call('GET /policy', {})).body.inForce.policy;
  if (form === 'coin') return Object.keys(coins);
  if (form === 'sweep') return sweeps.map(({ id }) => id);
  return [...(await readDestinations(api)), ...Object.keys(accounts)];
}

/** Ids of whitelist entries. A list that goes on for very long is cut: what is missing can be typed. */
async function readDestinations(api: ApiClient): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 10; pages += 1) {
    const { body } = await api.call('GET /whitelist', { query: after === undefined ? {} : { after } });
    ids.push(...body.entries.map(({ id }) => id));
    after = body.next;
    if (after === undefined) break;
  }
  return ids;
}
