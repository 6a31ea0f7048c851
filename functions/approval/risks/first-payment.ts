import { knownSince } from './known-since.ts';
import type { RiskRule } from './risk-subject.ts';

/** It was never shown that money arrives there. */
export const firstPayment: RiskRule = ({ content, payments }) => {
  const { account, since } = payments;
  const isFirst =
    account.kind === 'none' || (account.kind === 'paid' && account.history.first.id === content.instructionId);
  return isFirst ? `No other payment of ${content.coin} to this account is known${knownSince(since)}.` : undefined;
};
