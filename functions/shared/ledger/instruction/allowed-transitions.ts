import type { InstructionStatus } from './instruction.ts';

/** The allowed transitions of an instruction, as docs/lifecycle.md draws it. What is not listed cannot happen. */
export const allowedTransitions: Record<InstructionStatus | 'new', readonly InstructionStatus[]> = {
  new: ['requested'],
  requested: ['rejected', 'awaiting-approval', 'approved'],
  // To itself: one more person approved, and it takes others.
  'awaiting-approval': ['awaiting-approval', 'approved', 'declined', 'expired', 'canceled'],
  // To itself: held, with its reason, before anything was tried; or approved by one more person, as a tighter policy
  // asks.
  approved: ['rejected', 'expired', 'declined', 'canceled', 'sending', 'approved'],
  sending: ['sent', 'failed', 'unknown', 'approved'],
  // To itself: noted that the exchange's complete records do not have it. That alone proves nothing.
  unknown: ['unknown', 'sent', 'approved', 'failed', 'needs-attention'],
  // To itself: the decision of the first of two people. Found in the records after all, it is sent.
  'needs-attention': ['needs-attention', 'sent', 'settled', 'failed'],
  sent: ['settled', 'failed', 'needs-attention'],
  rejected: [],
  declined: [],
  canceled: [],
  expired: [],
  settled: [],
  failed: [],
};

/** An end: no transition leaves it. */
export function isTerminal(status: InstructionStatus): boolean {
  return allowedTransitions[status].length === 0;
}

export const statuses: readonly InstructionStatus[] = Object.keys(allowedTransitions).filter(isStatus);

/** Every end. */
export const endStatuses: readonly InstructionStatus[] = statuses.filter(isTerminal);

export function isStatus(text: string): text is InstructionStatus {
  return text !== 'new' && Object.hasOwn(allowedTransitions, text);
}

/** Where money is, or may be, or is about to be. */
export const moneyStatuses: readonly InstructionStatus[] = [
  'unknown',
  'sending',
  'needs-attention',
  'sent',
  'approved',
];
