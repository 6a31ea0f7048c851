import type { EntryProposal } from '../shared/ledger/whitelist/proposal.ts';

/** A difference between two entries of the configuration may be named at either: here it is named at both. */
export function mirrorDifferences(entries: readonly EntryProposal[]): readonly EntryProposal[] {
  return entries.map((entry) => {
    const named = new Set(entry.lookAlikes.map(({ id }) => id));
    const mirrored = entries.flatMap((other) =>
      other.lookAlikes
        .filter(({ id }) => id === entry.id && !named.has(other.id))
        .map(({ block, here, there }) => ({ id: other.id, block, here: there, there: here })),
    );
    return { ...entry, lookAlikes: [...entry.lookAlikes, ...mirrored] };
  });
}
