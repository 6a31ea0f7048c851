import type { Instruction } from './instruction.ts';

/** Whether people are asked to approve: also one that was approved, and by a tighter policy takes more of them. */
export function awaitsApproval({ state }: Pick<Instruction, 'state'>): boolean {
  const isHeldForPeople = state.status === 'approved' && state.heldReason === 'approvals-missing';
  return state.status === 'awaiting-approval' || isHeldForPeople;
}
