import type { Stamp } from '../instruction/apply-transition.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { hold } from '../instruction/transitions.ts';

/**
 * Holds an instruction because sending is paused. Once: what waits already stays as it is, and its history does not
 * grow.
 */
export function waitForResume(instruction: Instruction, stamp: Stamp): Instruction {
  const { state } = instruction;
  if (state.status === 'approved' && state.heldReason === 'paused') return instruction;
  return hold(instruction, { reason: 'paused', code: 'paused' }, stamp);
}
