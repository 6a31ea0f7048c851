import { isHeldReason } from '../../core/held-reasons.ts';
import type { HistoryEntry, Instruction } from './instruction.ts';

/**
 * The step with which it was put on hold. A try that ends in another hold, and an approval meanwhile, do not end it: to
 * who waits it is one and the same.
 */
export function holdBegan({ history }: Pick<Instruction, 'history'>): HistoryEntry | undefined {
  const isPartOfHold = (entry: HistoryEntry) => isHold(entry) || entry.to === 'sending' || isApprovalMeanwhile(entry);
  const before = history.findLastIndex((entry) => !isPartOfHold(entry));
  return history.slice(before + 1).find(isHold);
}

function isHold({ to, reason }: HistoryEntry): boolean {
  return to === 'approved' && reason !== undefined && isHeldReason(reason);
}

function isApprovalMeanwhile({ from, to, reason }: HistoryEntry): boolean {
  return from === 'approved' && to === 'approved' && reason === 'approval-given';
}
