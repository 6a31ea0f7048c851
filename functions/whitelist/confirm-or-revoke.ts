import type { Person } from '../shared/core/person.ts';
import { confirmationSaid } from '../shared/ledger/authorization/what-is-said.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import { takeAskedWord } from '../shared/ledger/passkeys/take-asked-word.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { coolOffOf } from '../shared/ledger/whitelist/cool-off.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { addConfirmation, isSignedBy, revoke } from '../shared/ledger/whitelist/steps.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import type { WhitelistDependencies } from './dependencies.ts';
import type { ConfirmationRequest } from './requests.ts';

type EntryDecisionDependencies = Pick<WhitelistDependencies, 'whitelist' | 'words' | 'bus' | 'clock' | 'environment'>;

/** Takes another person's confirmation that an entry is right: they send back the digest of what they saw. */
export async function confirmEntry(
  { whitelist, words, bus, clock, environment }: EntryDecisionDependencies,
  policy: PolicyInForce,
  id: string,
  person: Person,
  { digest, word }: ConfirmationRequest,
): Promise<WhitelistEntry> {
  const coolOffMs = coolOffOf(policy.whitelistCoolOffMs, environment);
  const stamp = { ...person, at: clock.now() };
  const confirm = (now: WhitelistEntry, taken?: SignedWord) =>
    addConfirmation(now, digest, coolOffMs, stamp, policy.firstEpoch, taken);
  const seen = await whitelist.change(id, (now) => now);
  // Whatever else refuses it comes first: a nonce is good for once.
  confirm(seen);
  const offered = { word, said: confirmationSaid(seen, person), at: stamp.at };
  // What changes nothing takes no signature.
  const isRepeated = isSignedBy(seen, stamp, policy.firstEpoch);
  const taken = isRepeated ? undefined : await takeAskedWord(words, policy, offered);
  const confirmed = await whitelist.change(id, (now) => confirm(now, taken));
  return publishEntryEvents(bus, whitelist, confirmed);
}

/** Ends an entry's life at once. What is on its way to the exchange already is not called back. */
export async function revokeEntry(
  { whitelist, bus, clock }: EntryDecisionDependencies,
  id: string,
  person: Person,
): Promise<WhitelistEntry> {
  const revoked = await whitelist.change(id, (now) => revoke(now, { ...person, at: clock.now() }));
  return publishEntryEvents(bus, whitelist, revoked);
}
