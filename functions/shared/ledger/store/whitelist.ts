import { isDeepStrictEqual } from 'node:util';
import { assert } from '../../core/errors.ts';
import { whitelistEntryKey } from '../../core/item-keys.ts';
import { NotFoundError } from '../errors.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { EntryConflictError } from '../whitelist/errors.ts';
import { createProposedEntry, type StampedEntryProposal } from '../whitelist/steps.ts';
import { entryDigest } from '../whitelist/target.ts';
import { StoreUnavailableError } from './errors.ts';
import type { Table } from './table.ts';
import { updateVersioned, versionUnchanged } from './versioned.ts';
import { addProposalRow, readDirectory } from './whitelist-directory.ts';
import { fromItem, toItem } from './whitelist-item.ts';

export type ProposeEntryResult =
  | { readonly kind: 'created'; readonly entry: WhitelistEntry }
  /** The same id with the same target: the same entry, proposed again. */
  | { readonly kind: 'same'; readonly entry: WhitelistEntry };

/** The whitelist in the table: one item an entry, and a directory of all of them. Nothing in it is ever deleted. */
export interface WhitelistStore {
  /** Strongly consistent. Undefined for an id that nobody proposed. Throws where that cannot be told. */
  get(id: string): Promise<WhitelistEntry | undefined>;
  /**
   * Takes a proposal up, unless `check` throws: it is asked anew whenever somebody else was faster, with all that were
   * proposed before. Throws EntryConflictError where the id was used for another target.
   */
  propose(
    proposal: StampedEntryProposal,
    check: (known: readonly StampedEntryProposal[]) => Promise<void>,
  ): Promise<ProposeEntryResult>;
  /** Applies a rule to an entry as it stands, again where somebody else was faster. Throws NotFoundError. */
  change(id: string, rule: (now: WhitelistEntry) => WhitelistEntry): Promise<WhitelistEntry>;
  /** All that were ever proposed, in their order. */
  directory(): Promise<readonly StampedEntryProposal[]>;
  /** The entry of a row of the directory, which is made where a crash left only the row. */
  ensureEntry(row: StampedEntryProposal): Promise<WhitelistEntry>;
  /** Notes that the events up to this version are on the bus. */
  markPublished(entry: WhitelistEntry): Promise<void>;
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;

export function openWhitelist(table: Table): WhitelistStore {
  return {
    get: (id) => get(table, id),
    propose: (proposal, check) => addProposal(table, proposal, check),
    change: (id, rule) => change(table, id, rule),
    directory: () => readDirectory(table),
    ensureEntry: (row) => ensureEntry(table, row),
    markPublished: async ({ id, version }) => {
      // Where the condition does not hold somebody took another step, and publishes it.
      const condition = '#version = :version';
      await table.update(whitelistEntryKey(id), { set: { publishedVersion: version }, condition, values: { version } });
    },
  };
}

async function get(table: Table, id: string): Promise<WhitelistEntry | undefined> {
  const item = await table.get(whitelistEntryKey(id));
  return item === undefined ? undefined : fromItem(id, item);
}

/** The directory first: it decides who has the id, and from its row the entry can be made at any time. */
async function addProposal(
  table: Table,
  proposal: StampedEntryProposal,
  check: (known: readonly StampedEntryProposal[]) => Promise<void>,
): Promise<ProposeEntryResult> {
  const { id, target } = proposal;
  for (let round = 0; round < roundsMax; round += 1) {
    const known = await readDirectory(table);
    const row = known.find((each) => each.id === id);
    if (row !== undefined) {
      if (entryDigest(id, row.target) !== entryDigest(id, target)) throw new EntryConflictError(id);
      // The SDK sends a write again when its answer is lost: then our own row stands in our way.
      const kind = round > 0 && isDeepStrictEqual(row, proposal) ? 'created' : 'same';
      return { kind, entry: await ensureEntry(table, row) };
    }
    await check(known);
    if (await addProposalRow(table, known, proposal))
      return { kind: 'created', entry: await ensureEntry(table, proposal) };
  }
  throw new StoreUnavailableError('a proposal', new Error('others proposed something each time'));
}

async function ensureEntry(table: Table, row: StampedEntryProposal): Promise<WhitelistEntry> {
  const standing = await get(table, row.id);
  if (standing !== undefined) return standing;
  // Everybody makes the same first step of the same row, so it does not matter who is first.
  await table.putNew(toItem(createProposedEntry(row)));
  const made = await get(table, row.id);
  assert(made !== undefined, 'an item that was just put is there');
  return made;
}

async function change(
  table: Table,
  id: string,
  rule: (now: WhitelistEntry) => WhitelistEntry,
): Promise<WhitelistEntry> {
  const { after } = await updateVersioned({
    what: 'the whitelist',
    roundsMax,
    read: async () => {
      const state = await requireEntry(table, id);
      return { version: state.version, state };
    },
    rule,
    write: ({ state }, next) => write(table, state, next),
    // What is published meanwhile is no step of its life.
    comparedBy: ({ history }) => history,
  });
  return after;
}

async function requireEntry(table: Table, id: string): Promise<WhitelistEntry> {
  const entry = await get(table, id);
  if (entry !== undefined) return entry;
  // A crash may have left only its row: what somebody wants to revoke must not be out of reach.
  const row = (await readDirectory(table)).find((each) => each.id === id);
  if (row === undefined) throw new NotFoundError(`whitelist entry ${id}`);
  return ensureEntry(table, row);
}

function write(table: Table, seen: WhitelistEntry, next: WhitelistEntry): Promise<boolean> {
  assert(next.version === seen.version + 1 && next.digest === seen.digest, 'one step at a time, of the same target');
  return table.update(whitelistEntryKey(seen.id), {
    set: { version: next.version, history: next.history },
    ...versionUnchanged(seen.version),
  });
}
