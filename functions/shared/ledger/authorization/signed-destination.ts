import type { PersonStamp } from '../../core/person.ts';
import { judgeWord } from '../../passkeys/judge-word.ts';
import { namedPerson } from '../../passkeys/person.ts';
import type { Registry } from '../../passkeys/registry.ts';
import type { Said } from '../../passkeys/statement.ts';
import type { Confirmation, WhitelistEntry } from '../whitelist/entry.ts';

/**
 * Whether somebody signed, with a device that counted then, that this destination is right. Who confirms is another
 * person than who proposed it: the entry's own rules see to that. A device that was revoked later had signed it all the
 * same.
 */
export function isDestinationSigned(registry: Registry, entry: WhitelistEntry): boolean {
  return entry.confirmations.some((confirmation) => {
    if (!isClaimed(confirmation)) return false;
    const { word, at, by, identity } = confirmation;
    const said = confirmationSaid(entry, { by, identity });
    return judgeWord(registry, { word, said, takenAt: at }).kind === 'counts';
  });
}

/** What somebody says who confirms a destination. */
export function confirmationSaid(
  { id, digest }: Pick<WhitelistEntry, 'id' | 'digest'>,
  person: Required<Pick<PersonStamp, 'by' | 'identity'>>,
): Said {
  return { purpose: 'destination', decision: 'confirm', subject: { id, digest }, person: namedPerson(person) };
}

type Claimed = Confirmation & Required<Pick<Confirmation, 'word' | 'identity'>>;

function isClaimed(confirmation: Confirmation): confirmation is Claimed {
  return confirmation.word !== undefined && confirmation.identity !== undefined;
}
