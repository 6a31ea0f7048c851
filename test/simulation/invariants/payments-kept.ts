import { type Amount, compare } from '../../../functions/shared/core/amount.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isTamperedWith, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { amountOf } from './support.ts';

/**
 * What approvers are shown of earlier payments misses none: before anybody is told that a payment settled, it is in the
 * history of its account and of its requester. A history only grows.
 */
export const paymentsKept: Invariant = {
  name: 'payments that settled are kept',
  watch: (observed) => ({
    written: ({ pk, item, before }) => {
      if (pk.startsWith('paid#to#') || pk.startsWith('paid#by#')) return shrunk(pk, item, before);
      const now = instructionOf(item);
      return now === undefined ? undefined : missing(observed, now);
    },
  }),
};

function missing(observed: Observed, { id, content, status, version, publishedVersion }: RawInstruction) {
  if (content.kind === 'asset-transfer' || status !== 'settled' || publishedVersion !== version) return undefined;
  const keptIn = (start: string, end: string) =>
    observed.items().some((item) => {
      const pk = String(item.pk).toLowerCase();
      return pk.startsWith(start.toLowerCase()) && pk.includes(end.toLowerCase()) && covers(item, content);
    });
  if (!keptIn(`paid#to#${content.coin}#`, `#${content.address}`)) return `${id} is told and not kept for its account`;
  return keptIn(`paid#by#${content.requestedBy}`, '') ? undefined : `${id} is told and not kept for its requester`;
}

function covers(item: Raw, { quantity }: Raw): boolean {
  return isTamperedWith(item) || compare(largestIn(item), amountOf(quantity)) >= 0;
}

function largestIn({ largest }: Raw): Amount {
  return amountOf(recordOf(largest).quantity);
}

function shrunk(pk: string, item: Raw, before: Raw | undefined): string | undefined {
  if (before === undefined || isTamperedWith(item) || isTamperedWith(before)) return undefined;
  const paidAt = (of: Raw, which: 'first' | 'last') => Number(recordOf(of[which]).paidAt);
  if (paidAt(item, 'first') > paidAt(before, 'first')) return `${pk} forgets its first payment`;
  if (paidAt(item, 'last') < paidAt(before, 'last')) return `${pk} forgets its last payment`;
  return compare(largestIn(item), largestIn(before)) < 0 ? `${pk} forgets its largest payment` : undefined;
}
