import { publishEntry } from '../shared/ledger/messaging/whitelist-events.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { coolOffOf } from '../shared/ledger/whitelist/cool-off.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { confirm, revoke } from '../shared/ledger/whitelist/steps.ts';
import type { WhitelistParts } from './parts.ts';

type DecideParts = Pick<WhitelistParts, 'whitelist' | 'bus' | 'clock' | 'environment'>;

/** Takes another person's word that an entry is right: they send back the digest of what they saw. */
export async function confirmEntry(
  { whitelist, bus, clock, environment }: DecideParts,
  { whitelistCoolOffMs }: Policy,
  id: string,
  by: string,
  digest: string,
): Promise<WhitelistEntry> {
  const coolOffMs = coolOffOf(whitelistCoolOffMs, environment);
  const confirmed = await whitelist.change(id, (now) => confirm(now, digest, coolOffMs, { by, at: clock.now() }));
  return publishEntry(bus, whitelist, confirmed);
}

/** Ends an entry's life at once. What is on its way to the exchange already is not called back. */
export async function revokeEntry(
  { whitelist, bus, clock }: DecideParts,
  id: string,
  by: string,
): Promise<WhitelistEntry> {
  const revoked = await whitelist.change(id, (now) => revoke(now, { by, at: clock.now() }));
  return publishEntry(bus, whitelist, revoked);
}
