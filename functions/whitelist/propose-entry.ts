import { InvalidInputError } from '../shared/core/errors.ts';
import type { Person } from '../shared/core/person.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { isRevoked, knownDepositAddresses } from '../shared/ledger/store/known-addresses.ts';
import type { ProposeEntryResult } from '../shared/ledger/store/whitelist.ts';
import { checkProposal } from '../shared/ledger/whitelist/check-proposal.ts';
import { enforceDailyProposalLimit } from '../shared/ledger/whitelist/daily-proposals.ts';
import { parseProposal } from '../shared/ledger/whitelist/proposal.ts';
import type { WhitelistDependencies } from './dependencies.ts';

/** Takes up a person's proposal. The same one again, by whomever, is the same entry. Throws what is wrong with it. */
export async function proposeEntry(
  dependencies: WhitelistDependencies,
  { coins }: Policy,
  person: Person,
  body: unknown,
): Promise<ProposeEntryResult> {
  const proposed = parseProposal(body);
  const { coin } = proposed.target;
  if (!Object.hasOwn(coins, coin)) {
    const expected = `one of ${Object.keys(coins).join(', ')}`;
    throw new InvalidInputError('whitelist entry', [{ field: 'coin', reason: `${coin} is not configured`, expected }]);
  }
  const { whitelist, known, bus, clock } = dependencies;
  const depositAddresses = await knownDepositAddresses(known, Object.keys(coins));
  const at = clock.now();
  const made = await whitelist.propose({ ...proposed, ...person, at }, (others) => {
    enforceDailyProposalLimit(others, person.by, at);
    return checkProposal(proposed, { known: others, depositAddresses, isRevoked: (id) => isRevoked(whitelist, id) });
  });
  return { ...made, entry: await publishEntryEvents(bus, whitelist, made.entry) };
}
