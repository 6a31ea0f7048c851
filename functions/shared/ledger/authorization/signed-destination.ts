import { judgeWord } from '../../passkeys/judge-word.ts';
import type { Registry } from '../../passkeys/registry.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { isClaimed } from './claimed-signature.ts';
import { confirmationSaid } from './what-is-said.ts';

/**
 * Whether somebody signed, with a device that counted then, that this destination is right. Who confirms is another
 * person than who proposed it: the entry's own rules see to that, as far as the table is to be believed. A device that
 * was revoked later had signed it all the same. When it signed is told by nothing but the entry (docs/security.md).
 */
export function isDestinationSigned(registry: Registry, entry: WhitelistEntry): boolean {
  return entry.confirmations.some((confirmation) => {
    if (!isClaimed(confirmation)) return false;
    const { word, at, by, identity } = confirmation;
    const said = confirmationSaid(entry, { by, identity });
    return judgeWord(registry, { word, said, takenAt: at }).kind === 'counts';
  });
}
