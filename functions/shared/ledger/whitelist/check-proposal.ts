import { sameAddress } from '../../address/check-address.ts';
import { InvalidInputError } from '../../core/errors.ts';
import { requireDistinctId } from './distinct-id.ts';
import { KnownAccountError } from './errors.ts';
import { type KnownAddress, requireDifferences } from './look-alike.ts';
import type { EntryProposal } from './proposal.ts';
import { isSameAccount } from './target.ts';
import { targetFlaws } from './target-flaws.ts';

/** What a proposal is compared with. */
export interface ProposalContext {
  /** Every entry there ever was, the revoked ones included. */
  readonly known: readonly EntryProposal[];
  /** Where payers send to us. */
  readonly depositAddresses: readonly KnownAddress[];
  /** Whether an entry's life is over. */
  readonly isRevoked: (id: string) => Promise<boolean>;
}

/** Whether a target may be proposed. Throws what is wrong with it. */
export async function checkProposal(proposed: EntryProposal, context: ProposalContext): Promise<void> {
  const { target, lookAlikes } = proposed;
  const { known, depositAddresses, isRevoked } = context;
  const flaws = targetFlaws(target);
  if (flaws.length > 0) throw new InvalidInputError('whitelist entry', flaws);
  requireDistinctId(proposed.id, known);
  for (const each of known) {
    // A revoked one may come back, under an id of its own, and goes all the way again.
    if (isSameAccount(target, each.target) && !(await isRevoked(each.id))) throw new KnownAccountError(each.id);
  }
  if (target.kind === 'bank') return;
  const ours = depositAddresses.find(({ address }) => sameAddress(target.chain, target.address, address));
  if (ours !== undefined) throw new KnownAccountError(ours.id);
  requireDifferences({ ...target, lookAlikes }, [...known.flatMap(addressOf), ...depositAddresses]);
}

function addressOf({ id, target }: EntryProposal): KnownAddress[] {
  return target.kind === 'crypto' ? [{ id, address: target.address }] : [];
}
