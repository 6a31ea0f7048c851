import type { Person } from '../shared/core/person.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { coolOffOf } from '../shared/ledger/whitelist/cool-off.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { addConfirmation, revoke } from '../shared/ledger/whitelist/steps.ts';
import type { WhitelistDependencies } from './dependencies.ts';

type EntryDecisionDependencies = Pick<WhitelistDependencies, 'whitelist' | 'bus' | 'clock' | 'environment'>;

/** Takes another person's confirmation that an entry is right: they send back the digest of what they saw. */
export async function confirmEntry(
  { whitelist, bus, clock, environment }: EntryDecisionDependencies,
  { whitelistCoolOffMs, firstEpoch }: PolicyInForce,
  id: string,
  person: Person,
  digest: string,
): Promise<WhitelistEntry> {
  const coolOffMs = coolOffOf(whitelistCoolOffMs, environment);
  const confirmed = await whitelist.change(id, (now) =>
    addConfirmation(now, digest, coolOffMs, { ...person, at: clock.now() }, firstEpoch),
  );
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
