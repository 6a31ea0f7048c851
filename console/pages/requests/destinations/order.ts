import { configProposer } from '../../../app/config-proposer.ts';
import type { Me } from '../../../app/me.ts';
import type { Entry } from '../../../app/read-whitelist.ts';

export type EntryStatus = Entry['status'];

/** What can be paid first, what is on its way next, what is over last. */
const forPaying: readonly EntryStatus[] = ['active', 'cooling-off', 'confirmed', 'proving', 'proposed', 'revoked'];

/** What waits for a person first. */
const forKeeping: readonly EntryStatus[] = ['proving', 'proposed', 'confirmed', 'cooling-off', 'active', 'revoked'];

/** As somebody needs them who keeps the whitelist, or who asks for payments. */
export const statusesFor = ({ roles }: Pick<Me, 'roles'>): readonly EntryStatus[] =>
  roles.has('whitelister') ? forKeeping : forPaying;

/** By where they stand, those of the configuration after those of people, and within that by their ids. */
export function inOrder(entries: readonly Entry[], statuses = forPaying): readonly Entry[] {
  const place = ({ status, proposedBy }: Entry) =>
    2 * statuses.indexOf(status) + (proposedBy === configProposer ? 1 : 0);
  return entries.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

/** Where it pays to, whole. */
export const addressOf = (entry: Entry): string => (entry.kind === 'bank' ? entry.bankAccount : entry.address);

/** Those in which every typed word is found: in the id, the coin, the chain, or the address; capitals do not matter. */
export function search(entries: readonly Entry[], typed: string): readonly Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = [entry.id, entry.coin, entry.kind === 'bank' ? '' : entry.chain, addressOf(entry)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
