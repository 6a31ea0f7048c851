import type { Status } from './instruction.ts';

/** The arrows of an instruction's life, as README.md draws it. What is not listed cannot happen. */
export const arrows: Record<Status | 'new', readonly Status[]> = {
  new: ['requested'],
  requested: ['rejected', 'approved'],
  // To itself: held, with its reason, before anything was tried.
  approved: ['rejected', 'expired', 'sending', 'approved'],
  sending: ['sent', 'failed', 'unknown', 'approved'],
  // To itself: noted that the exchange's complete records do not have it. That alone proves nothing.
  unknown: ['unknown', 'sent', 'approved', 'failed', 'needs-attention'],
  // To itself: the decision of the first of two people. Found in the records after all, it is sent.
  'needs-attention': ['needs-attention', 'sent', 'settled', 'failed'],
  sent: ['settled', 'failed', 'needs-attention'],
  rejected: [],
  expired: [],
  settled: [],
  failed: [],
};

/** An end: no arrow leaves it. */
export function isTerminal(status: Status): boolean {
  return arrows[status].length === 0;
}

export function isStatus(text: string): text is Status {
  return text !== 'new' && Object.hasOwn(arrows, text);
}
