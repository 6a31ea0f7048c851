import type { RiskRule } from './risk-subject.ts';

/** Silence of an item that cannot be read would pass for a payment without risks. */
export const historyUnreadable: RiskRule = ({ payments: { account, requester } }) =>
  account.kind === 'unreadable' || requester.kind === 'unreadable'
    ? { message: 'What is kept of earlier payments could not be read: ask the operator.' }
    : undefined;
