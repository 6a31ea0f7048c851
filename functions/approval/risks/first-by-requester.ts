import { knownSince } from './known-since.ts';
import type { RiskRule } from './risk-subject.ts';

/** A new colleague, or somebody who took over an account. */
export const firstByRequester: RiskRule = ({ content, payments: { requester, since } }) => {
  const isFirst =
    requester.kind === 'none' || (requester.kind === 'paid' && requester.history.first.id === content.instructionId);
  const message = `No other payment is known that ${content.requestedBy} asked for${knownSince(since)}.`;
  return isFirst ? { message } : undefined;
};
