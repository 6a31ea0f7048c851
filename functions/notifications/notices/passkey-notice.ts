import type { NotificationKind } from '../../shared/core/notification-kinds.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import type { PasskeyChanged } from '../bus-event.ts';
import { fact, groupsOf, momentText, type Notice } from './notice.ts';

interface PasskeyWords extends Pick<Notice, 'headline' | 'next'> {
  readonly kind: NotificationKind;
}

const words: Readonly<Record<PasskeyChanged['status'], PasskeyWords>> = {
  proposed: {
    kind: 'passkey-proposed',
    headline: 'A device waits for confirmation',
    next: 'Another person asks its owner, by another way than mail, whether it is theirs, and confirms it in the treasury.',
  },
  confirmed: {
    kind: 'passkey-confirmed',
    headline: 'A device was confirmed',
    next: 'Whoever does not expect that revokes it: its owner, or one approver, whitelister or operator is enough.',
  },
  revoked: {
    kind: 'passkey-revoked',
    headline: 'A device was revoked',
    next: 'Nothing that it signs counts any more. Its owner uses another one, or enrolls one.',
  },
};

/** A step of a device that people sign with. Everybody who has a role may have one, so everybody is told. */
export function passkeyNotice(change: PasskeyChanged, { roles }: PolicyInForce): Notice {
  const { credentialId, version, status, owner, name, by, at, actsFrom } = change;
  return {
    ...words[status],
    about: `device ${credentialId}`,
    step: String(version),
    groups: groupsOf(...Object.values(roles)),
    summary: `${name}, of ${owner}`,
    facts: [
      ...fact('Device', name),
      ...fact('Of', owner),
      ...fact('By', by),
      ...fact('At', momentText(Date.parse(at))),
      ...fact('Counts from', actsFrom === undefined ? undefined : momentText(Date.parse(actsFrom))),
    ],
    path: '/passkeys',
  };
}
