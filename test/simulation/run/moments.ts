import type { Moment } from '../plan/plan.ts';
import type { Write } from './observed.ts';
import { instructionOf } from './raw.ts';
import { entryOf, entryPk } from './raw-entry.ts';

/** Whether a write is the moment that somebody waits for. */
export function isMoment(when: Moment, { pk, item, before }: Write): boolean {
  if (when === 'reserved') return pk.startsWith('limit#') && countOf(item.entries) > countOf(before?.entries);
  if (when === 'listed') return pk.startsWith(entryPk('')) && entryOf(item)?.status === 'cooling-off';
  const now = instructionOf(item);
  if (now === undefined || now.version === instructionOf(before)?.version) return false;
  if (when === 'held') return now.status === 'approved' && now.state.heldReason !== undefined;
  if (when === 'stopped') return now.status === 'declined' || now.status === 'canceled';
  return now.status === when;
}

function countOf(entries: unknown): number {
  return Array.isArray(entries) ? entries.length : 0;
}
