import { amount } from '../../functions/shared/core/amount.ts';
import type { WhitelistStore } from '../../functions/shared/ledger/store/whitelist.ts';
import type { Target, WhitelistEntry } from '../../functions/shared/ledger/whitelist/entry.ts';
import {
  activate,
  addConfirmation,
  addProof,
  createProposedEntry,
  markListed,
  type StampedEntryProposal,
} from '../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from './clock.ts';
import { acmeAddress } from './instructions.ts';

const dayMs = 86_400_000;

export const acme: Target = { kind: 'crypto', coin: 'USDT', chain: 'ETH', address: acmeAddress };

const proposal: StampedEntryProposal = {
  id: 'acme-usdt-eth',
  target: acme,
  lookAlikes: [],
  by: 'wanda@example.com',
  at: noon - 10 * dayMs,
};

/** How an address was shown to be somebody's, by a micro-payment. */
export const payment = {
  kind: 'micro-payment',
  quantity: amount('1'),
  depositAddress: '0xFF1A178826Bb8BEf49e22aA591B6D929c6a2Cd63',
  depositAmount: amount('0.0042'),
} as const;

const document = { kind: 'document', text: 'bank statement of October 2026' } as const;

/** The steps by which an entry that was proposed becomes an active one: `walter` confirms it. */
function lifecycleSteps(proposed: WhitelistEntry): WhitelistEntry[] {
  const by = (name: string, at = noon - 9 * dayMs) => ({ by: `${name}@example.com`, at });
  const proven = addProof(proposed, proposed.target.kind === 'bank' ? document : payment, by('wanda'));
  const confirmed = addConfirmation(proven, proven.digest, dayMs, by('walter'));
  const listed = markListed(confirmed, dayMs, by('whitelist'));
  return [proven, confirmed, listed, activate(listed, 0, by('whitelist', noon - 8 * dayMs))];
}

/** An active entry that `wanda` proposed and `walter` confirmed nine days ago, with some parts exchanged. */
export function entryWith(changes: Partial<WhitelistEntry> = {}): WhitelistEntry {
  const last = lifecycleSteps(createProposedEntry(proposal)).at(-1);
  if (last === undefined) throw new Error('an entry has a life');
  return { ...last, ...changes };
}

/** Puts an active entry into the table, as people and the exchange would have. */
export async function activeEntry(store: WhitelistStore, id = proposal.id, target = acme): Promise<WhitelistEntry> {
  const { entry } = await store.propose({ ...proposal, id, target }, async () => undefined);
  let last = entry;
  for (const step of lifecycleSteps(entry)) {
    // A bank account needs no list of the exchange's: that step leaves it as it is.
    if (step.version > last.version) last = await store.change(id, () => step);
  }
  return last;
}
