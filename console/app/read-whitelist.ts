import type { ApiClient } from '../api/client.ts';
import type { BodyOfResponse } from '../api/routes.ts';

type Entry = BodyOfResponse<'GET /whitelist'>['entries'][number];

export interface Whitelist {
  readonly entries: readonly Entry[];
  /** Ids of entries that are not as they were written. */
  readonly unreadable: readonly string[];
}

/** All of the whitelist, page by page. It takes a good thousand entries, 50 a page. */
export async function readWhitelist(api: Pick<ApiClient, 'call'>): Promise<Whitelist> {
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
