import { InvalidInputError } from '../shared/core/errors.ts';
import { publishEntry } from '../shared/ledger/messaging/whitelist-events.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { isRevoked, knownDepositAddresses } from '../shared/ledger/store/known-addresses.ts';
import type { ProposedEntry } from '../shared/ledger/store/whitelist.ts';
import { checkProposal } from '../shared/ledger/whitelist/check-proposal.ts';
import { requireRoom } from '../shared/ledger/whitelist/daily-proposals.ts';
import { parseProposal } from '../shared/ledger/whitelist/proposal.ts';
import type { WhitelistParts } from './parts.ts';

/** Takes up a person's proposal. The same one again, by whomever, is the same entry. Throws what is wrong with it. */
export async function proposeEntry(
  parts: WhitelistParts,
  { coins }: Policy,
  by: string,
  body: unknown,
): Promise<ProposedEntry> {
  const proposed = parseProposal(body);
  const { coin } = proposed.target;
  if (!Object.hasOwn(coins, coin)) {
    const expected = `one of ${Object.keys(coins).join(', ')}`;
    throw new InvalidInputError('whitelist entry', [{ field: 'coin', reason: `${coin} is not configured`, expected }]);
  }
  const { whitelist, known, bus, clock } = parts;
  const depositAddresses = await knownDepositAddresses(known, Object.keys(coins));
  const at = clock.now();
  const made = await whitelist.propose({ ...proposed, by, at }, (others) => {
    requireRoom(others, by, at);
    return checkProposal(proposed, { known: others, depositAddresses, isRevoked: (id) => isRevoked(whitelist, id) });
  });
  return { ...made, entry: await publishEntry(bus, whitelist, made.entry) };
}
