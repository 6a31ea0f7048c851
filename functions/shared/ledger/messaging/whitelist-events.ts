import { blocksOf } from '../../core/blocks.ts';
import { iso } from '../../core/clock.ts';
import type { WhitelistStore } from '../store/whitelist.ts';
import type { EntryHistoryStep, WhitelistEntry } from '../whitelist/entry.ts';
import type { Bus, OutgoingEvent } from './bus.ts';

/**
 * One event for each step that is not on the bus yet, oldest first. The target is told in full: who gets the event may
 * see a change that no screen showed them. A listener may get one twice: `id` and `version` name it.
 */
function entryEvents(entry: WhitelistEntry): OutgoingEvent[] {
  const steps = entry.history.filter(({ version }) => version > entry.publishedVersion);
  return steps.map((step) => ({ detailType: 'WhitelistChanged', detail: entryDetail(entry, step) }));
}

/** What a proof holds beside its kind stays in the entry. */
function entryDetail({ id, target, digest }: WhitelistEntry, step: EntryHistoryStep): Record<string, unknown> {
  const { version, step: what, to, by, at, evidence, until } = step;
  return {
    id,
    version,
    step: what,
    status: to,
    by,
    at: iso(at),
    ...target,
    ...(target.kind === 'crypto' ? { addressBlocks: blocksOf(target.address) } : {}),
    digest,
    ...(evidence === undefined ? {} : { proof: evidence.kind }),
    ...(until === undefined ? {} : { until: iso(until) }),
  };
}

/** Publishes what is new and notes it. Safe to run twice: what was noted is not sent again. */
export async function publishEntryEvents(
  bus: Bus,
  whitelist: Pick<WhitelistStore, 'markPublished'>,
  entry: WhitelistEntry,
): Promise<WhitelistEntry> {
  if (entry.publishedVersion === entry.version) return entry;
  await bus.publish(entryEvents(entry));
  await whitelist.markPublished(entry);
  return { ...entry, publishedVersion: entry.version };
}
