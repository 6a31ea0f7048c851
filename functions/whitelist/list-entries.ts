import { InvalidInputError } from '../shared/core/errors.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { StampedEntryProposal } from '../shared/ledger/whitelist/steps.ts';

/** So many entries are read at once, and make a page. */
export const pageSize = 50;

export interface EntryPage {
  readonly entries: readonly WhitelistEntry[];
  /** Items that are not as they were written. One of them must not hide the others. */
  readonly corrupt: readonly CorruptItemError[];
  /** The id after which the next page begins. Absent on the last one. */
  readonly next?: string;
}

type Listing = Pick<WhitelistStore, 'directory' | 'ensureEntry'>;

/** Entries in the order in which they were proposed, from the one after `after` on. Throws InvalidInputError. */
export async function listEntries(whitelist: Listing, after?: string): Promise<EntryPage> {
  const rows = await whitelist.directory();
  const start = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) {
    const expected = 'the `next` of the page before, unchanged';
    throw new InvalidInputError('query', [{ field: 'after', reason: 'no entry has this id', expected }]);
  }
  const page = rows.slice(start, start + pageSize);
  const last = page.at(-1);
  const next = last === undefined || start + pageSize >= rows.length ? {} : { next: last.id };
  return { ...(await readEntries(whitelist, page)), ...next };
}

/** The entries of these rows. */
export async function readEntries(
  whitelist: Pick<WhitelistStore, 'ensureEntry'>,
  rows: readonly StampedEntryProposal[],
): Promise<Omit<EntryPage, 'next'>> {
  const entries: WhitelistEntry[] = [];
  const corrupt: CorruptItemError[] = [];
  for (const result of await Promise.allSettled(rows.map((row) => whitelist.ensureEntry(row)))) {
    if (result.status === 'fulfilled') entries.push(result.value);
    else if (result.reason instanceof CorruptItemError) corrupt.push(result.reason);
    else throw result.reason;
  }
  return { entries, corrupt };
}
