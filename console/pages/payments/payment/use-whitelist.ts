import { useEffect, useState } from 'preact/hooks';
import type { ApiClient } from '../../../api/client.ts';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useApp } from '../../../app/context.ts';

type Entry = BodyOfResponse<'GET /whitelist'>['entries'][number];

/** 50 entries each, and there are about 1,000 at the most. */
const pagesMax = 24;

export type Whitelist =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'ready'; readonly entries: readonly Entry[]; readonly isWhole: boolean };

/** All destinations, read once for a page. */
export function useWhitelist(): Whitelist {
  const { api } = useApp();
  const [whitelist, setWhitelist] = useState<Whitelist>({ state: 'loading' });
  useEffect(() => {
    readWhitelist(api).then(setWhitelist, (error: unknown) => setWhitelist({ state: 'failed', error }));
  }, [api]);
  return whitelist;
}

export async function readWhitelist(api: Pick<ApiClient, 'call'>): Promise<Extract<Whitelist, { state: 'ready' }>> {
  const entries: Entry[] = [];
  let after: string | undefined;
  let isWhole = true;
  for (let page = 0; page < pagesMax; page += 1) {
    const { body } = await api.call('GET /whitelist', after === undefined ? {} : { query: { after } });
    entries.push(...body.entries);
    if (body.unreadable !== undefined) isWhole = false;
    if (body.next === undefined) return { state: 'ready', entries, isWhole };
    after = body.next;
  }
  return { state: 'ready', entries, isWhole: false };
}
