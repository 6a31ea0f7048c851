import { knownSince } from './known-since.ts';
import type { RiskRule } from './risk-subject.ts';

/** It was never shown that money arrives there. */
export const firstPayment: RiskRule = ({ content, payments }) => {
  const { account, since } = payments;
  const isFirst =
    account.kind === 'none' || (account.kind === 'paid' && account.history.first.id === content.instructionId);
  const message = `No other payment of ${content.coin} to this account is known${knownSince(since)}.`;
  return isFirst ? { message } : undefined;
};
