import { isSamePerson, type Me } from '../../../app/me.ts';
import type { DepositAddress, Entry, Month, Pause, WaitingItem } from './waiting-item.ts';

type Person = Pick<Me, 'person' | 'roles'>;

/** Destinations that somebody who keeps the whitelist may bring on. */
export function destinationsFor(entries: readonly Entry[], { person, roles }: Person): readonly WaitingItem[] {
  if (!roles.has('whitelister')) return [];
  return entries.flatMap((entry): readonly WaitingItem[] => {
    if (entry.status === 'proposed') return [{ kind: 'destination', entry, step: 'prove' }];
    const mayConfirm = entry.status === 'proving' && !isSamePerson(entry.proposedBy, person);
    return mayConfirm ? [{ kind: 'destination', entry, step: 'confirm' }] : [];
  });
}

/** Resumes that another person proposed. */
export function resumesFor(pauses: readonly Pause[], { person, roles }: Person): readonly WaitingItem[] {
  if (!roles.has('operator') && !roles.has('approver')) return [];
  return pauses
    .filter(({ resume }) => resume !== undefined && !isSamePerson(resume.by, person))
    .map((pause) => ({ kind: 'resume', pause }));
}

/** Deposit addresses that another person accepted as changed. */
export function addressesFor(addresses: readonly DepositAddress[], { person, roles }: Person): readonly WaitingItem[] {
  if (!roles.has('whitelister') && !roles.has('approver')) return [];
  return addresses.flatMap((address): readonly WaitingItem[] => {
    const { proposal } = address;
    const waits = proposal !== undefined && !isSamePerson(proposal.by, person);
    return waits ? [{ kind: 'address', address, proposal }] : [];
  });
}

/** A month that one person signed as it is now, and that lacks another one. */
export function monthFor(month: Month, { person, roles }: Person): readonly WaitingItem[] {
  const { state, obstacles, digest } = month;
  const signed = month.signOffs.filter((signOff) => signOff.digest === digest);
  const isReady = state === 'open' && obstacles.length === 0 && signed.length > 0;
  const isMine = signed.some(({ by }) => isSamePerson(by, person));
  return roles.has('approver') && isReady && !isMine ? [{ kind: 'month', month }] : [];
}

/** The month before this one, as the exchange's days are counted: in UTC. */
export function lastMonth(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** Who is missing besides somebody with these groups. */
export function othersMissing(
  { people, groups }: { readonly people: number; readonly groups: readonly string[] },
  own: readonly string[],
): { readonly people: number; readonly groups: readonly string[] } {
  const mine = groups.find((group) => own.includes(group));
  return { people: Math.max(0, people - 1), groups: groups.filter((group) => group !== mine) };
}
