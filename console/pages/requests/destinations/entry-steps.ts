import { configProposer } from '../../../app/config-proposer.ts';
import { isSamePerson, type Me } from '../../../app/me.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { counts } from '../../../passkeys/counts.ts';

/** What an entry waits for. */
export type NextStep =
  | { readonly step: 'prove' | 'listing' | 'nothing' | 'new-id' }
  /** By another person than this one. */
  | { readonly step: 'confirm'; readonly notBy: string | undefined }
  | { readonly step: 'cool-off'; readonly until: string | undefined };

export function nextStep({ status, until, usable, proposedBy }: Entry): NextStep {
  switch (status) {
    case 'proposed':
      return { step: 'prove' };
    case 'proving':
      return { step: 'confirm', notBy: proposedBy === configProposer ? undefined : proposedBy };
    case 'confirmed':
      return { step: 'listing' };
    case 'cooling-off':
      return usable ? { step: 'nothing' } : { step: 'cool-off', until };
    case 'active':
      return { step: 'nothing' };
    case 'revoked':
      return { step: 'new-id' };
  }
}

export type MayConfirm = 'yes' | 'not-whitelister' | 'own' | 'already' | 'unproven' | 'revoked';

/**
 * Whether somebody may confirm an entry now, and if not, why. `isAsked`: it takes a signature. The API decides by the
 * same rules.
 */
export function mayConfirm(entry: Entry, me: Me, isAsked = false): MayConfirm {
  if (entry.status === 'revoked') return 'revoked';
  if (!me.roles.has('whitelister')) return 'not-whitelister';
  if (isSamePerson(entry.proposedBy, me.person)) return 'own';
  if (entry.status === 'proposed') return 'unproven';
  const own = entry.confirmations.some((each) => isSamePerson(each.by, me.person) && counts(each, isAsked));
  return own ? 'already' : 'yes';
}

/** Whether somebody may show whose it is. */
export const mayProve = ({ status }: Entry, me: Me): boolean =>
  me.roles.has('whitelister') && (status === 'proposed' || status === 'proving');

export const mayRevoke = ({ status }: Entry, me: Me): boolean =>
  status !== 'revoked' && (me.roles.has('whitelister') || me.roles.has('operator'));

/** Who confirms types so many of its last characters, from another source than this page. */
const typedLength = 8;

export const lastCharacters = (address: string): string => address.slice(-typedLength);

/** When the exchange listed it: the payment from its wallet had come by then. */
export const listedAt = ({ history }: Entry): string | undefined => history.find(({ step }) => step === 'list')?.at;
