import { blocksOf } from '../../shared/core/blocks.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import type { EntryHistoryStep, WhitelistEntry } from '../../shared/ledger/whitelist/entry.ts';
import { type Fact, fact, groupsOf, momentText, type Notice } from './notice.ts';

type EntryWords = Pick<Notice, 'kind' | 'headline' | 'next' | 'groups'>;

/** A step of a destination that people wait for. What was revoked since is no news any more. */
export function entryNotice(entry: WhitelistEntry, step: EntryHistoryStep, policy: PolicyInForce): Notice | undefined {
  const words = entryWords(entry, step, policy);
  if (words === undefined || entry.state.status === 'revoked') return undefined;
  return {
    ...words,
    about: `destination ${entry.id}`,
    step: String(step.version),
    summary: `${entry.id}, ${entry.target.coin}`,
    facts: [...entryFacts(entry), ...fact('May be paid from', untilOf(step)), ...fact('At', momentText(step.at))],
    path: `/whitelist/${entry.id}`,
  };
}

function entryWords(
  { state, proofs }: WhitelistEntry,
  { step }: EntryHistoryStep,
  { roles: { whitelister, requester } }: PolicyInForce,
): EntryWords | undefined {
  switch (step) {
    case 'prove':
      if (state.status !== 'proving') return undefined;
      return {
        kind: 'entry-waits-for-confirmation',
        headline: 'A destination waits for confirmation',
        next: 'A person who did not propose it compares it with what the payee says, and confirms it in the treasury.',
        groups: groupsOf(whitelister),
      };
    case 'list':
      // The exchange lists an address of such a proof when the payment has come, and by nothing else.
      if (proofs.at(-1)?.kind !== 'micro-payment') return undefined;
      return {
        kind: 'micro-payment-arrived',
        headline: 'The micro-payment arrived',
        next: 'The exchange lists the address now, and its cool-off has begun.',
        groups: groupsOf(whitelister),
      };
    case 'activate':
      return {
        kind: 'entry-active',
        headline: 'A destination may be paid',
        next: 'Payments to it can be asked for. Whoever does not expect that revokes it: one person is enough.',
        groups: groupsOf(whitelister, requester),
      };
    default:
      return undefined;
  }
}

function entryFacts({ id, target, proposedBy, confirmations }: WhitelistEntry): readonly Fact[] {
  const confirmedBy = confirmations.map(({ by }) => by).join(', ');
  return [
    ...fact('Destination', id),
    ...fact('Coin', target.coin),
    ...(target.kind === 'crypto'
      ? [
          ...fact('Chain', target.chain),
          ...fact('Address', target.address),
          ...fact('In blocks', blocksOf(target.address).join(' ')),
          ...fact('Tag', target.tag),
        ]
      : fact('Bank account', target.bankAccount)),
    ...fact('Proposed by', proposedBy),
    ...fact('Confirmed by', confirmedBy),
  ];
}

function untilOf({ until }: EntryHistoryStep): string | undefined {
  return until === undefined ? undefined : momentText(until);
}
