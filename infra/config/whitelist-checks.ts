import type { Flaw } from '../../functions/shared/core/errors.ts';
import { unexplainedLookAlikes } from '../../functions/shared/ledger/whitelist/look-alike.ts';
import { type EntryProposal, toEntryProposal } from '../../functions/shared/ledger/whitelist/proposal.ts';
import { isSameAccount } from '../../functions/shared/ledger/whitelist/target.ts';
import { targetFlaws } from '../../functions/shared/ledger/whitelist/target-flaws.ts';
import type { CheckedTreasury } from './schema.ts';

/**
 * What a deploy would refuse of the destinations, as far as the configuration alone tells: it does not know the entries
 * that people proposed, nor the revoked ones.
 */
export function checkWhitelist(whitelist: CheckedTreasury['whitelist']): Flaw[] {
  const entries = whitelist.map(toEntryProposal);
  return entries.flatMap((entry, index) => [
    ...targetFlaws(entry.target).map((flaw) => ({ ...flaw, field: `whitelist.${index}.${flaw.field}` })),
    ...entries.slice(0, index).flatMap((earlier) => checkAgainstEarlier(earlier, entry, index)),
  ]);
}

/** A difference may be named at either of the two. */
function checkAgainstEarlier(earlier: EntryProposal, entry: EntryProposal, index: number): Flaw[] {
  if (isSameAccount(earlier.target, entry.target)) {
    const expected = 'one id for one account';
    return [{ field: `whitelist.${index}`, reason: `is the account of ${earlier.id}`, expected }];
  }
  if (!isUnnamedLookAlike(earlier, entry) || !isUnnamedLookAlike(entry, earlier)) return [];
  const reason = `looks like ${earlier.id}, and no difference between the two is named`;
  const expected = '`lookAlikes` with the number of a block of four characters in which they differ, and both blocks';
  return [{ field: `whitelist.${index}.address`, reason, expected }];
}

function isUnnamedLookAlike({ target, lookAlikes }: EntryProposal, { id, target: other }: EntryProposal): boolean {
  if (target.kind === 'bank' || other.kind === 'bank') return false;
  return unexplainedLookAlikes({ ...target, lookAlikes }, [{ id, address: other.address }]).length > 0;
}
