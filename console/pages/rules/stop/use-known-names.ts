import { useEffect, useState } from 'preact/hooks';
import type { ApiClient } from '../../../api/client.ts';
import { useApp } from '../../../app/context.ts';
import { readWhitelist } from '../../../app/read-whitelist.ts';
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
  const { entries } = await readWhitelist(api);
  return [...entries.map(({ id }) => id), ...Object.keys(accounts)];
}
