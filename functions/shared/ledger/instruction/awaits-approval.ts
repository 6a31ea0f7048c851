import type { HeldReason } from '../../core/held-reasons.ts';
import type { Instruction } from './instruction.ts';

const forPeople: ReadonlySet<HeldReason> = new Set<HeldReason>(['approvals-missing', 'signatures-refused']);

/**
 * Whether people are asked to approve: also one that was approved, and by a tighter policy takes more of them, or whose
 * signatures do not count any more.
 */
export function awaitsApproval({ state }: Pick<Instruction, 'state'>): boolean {
  if (state.status === 'awaiting-approval') return true;
  return state.status === 'approved' && state.heldReason !== undefined && forPeople.has(state.heldReason);
}
