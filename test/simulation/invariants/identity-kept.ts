import { groupsOf } from '../plan/personas.ts';
import { claimOf } from '../run/claim-in-force.ts';
import type { Invariant, Write } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';

/** What a person says is kept with the claim that named them: without it nobody can tell later who it was. */
export const identityKept: Invariant = {
  name: 'each act of a person says by what they are named',
  watch: () => ({
    written: (write) => {
      const wrong = addedStamps(write).find(
        (stamp) => groupsOf(String(stamp.by)).length > 0 && (!isRecord(stamp.identity) || !isNamedSo(stamp)),
      );
      return wrong === undefined ? undefined : `${write.pk}: ${wrong.by} is kept as named by ${claimOf(wrong)}`;
    },
  }),
};

function isNamedSo(stamp: Raw): boolean {
  return claimOf(stamp) === (String(stamp.by).includes('@') ? 'email' : 'sub');
}

function addedStamps({ pk, item, before }: Write): readonly Raw[] {
  // It was turned away, because nobody can tell by what the person is named.
  if (isRecord(item.state) && item.state.reason === 'identity-changed') return [];
  // What the table has from the start was written before claims were kept.
  if (before === undefined && !pk.startsWith('instruction#')) return [];
  return stampListsOf(pk, item).flatMap((stamps, index) => {
    const known = before === undefined ? [] : stampListsOf(pk, before)[index];
    return stamps.slice(known?.length ?? 0);
  });
}

function stampListsOf(pk: string, item: Raw): readonly (readonly Raw[])[] {
  if (pk === 'pause') return [listOf(recordOf(item.switch).changes)];
  if (pk.startsWith('whitelist#')) return [listOf(item.history)];
  return pk.startsWith('instruction#') ? [listOf(item.history), listOf(item.approvals)] : [];
}
