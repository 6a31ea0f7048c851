import type { ApiClient } from '../api/client.ts';
import { UnansweredError } from '../api/errors.ts';
import type { BodyOfResponse } from '../api/routes.ts';

export type Entry = BodyOfResponse<'GET /whitelist'>['entries'][number];

export interface Whitelist {
  readonly entries: readonly Entry[];
  /** Ids of entries that are not as they were written. */
  readonly unreadable: readonly string[];
}

/** The whitelist takes a good thousand entries, 50 a page. A `next` beyond this comes from something else. */
const pagesMax = 100;

/** All of the whitelist, page by page. Throws what a call throws. */
export async function readWhitelist(api: Pick<ApiClient, 'call'>): Promise<Whitelist> {
  const entries: Entry[] = [];
  const unreadable: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { body } = await api.call('GET /whitelist', after === undefined ? {} : { query: { after } });
    entries.push(...body.entries);
    unreadable.push(...(body.unreadable ?? []));
    after = body.next;
    if (after === undefined) return { entries, unreadable };
  }
  throw new UnansweredError('unreadable');
}
