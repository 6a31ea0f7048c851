import { iso } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { Instruction } from './instruction.ts';
import type { instructionViewSchema } from './view-schema.ts';

export type InstructionView = ResponseType<typeof instructionViewSchema>;

/** An instruction as JSON for people and programs. The task token is not part of it. */
export function instructionView(instruction: Instruction): InstructionView {
  const { content, state, digest, approvals, attempts, history, version, createdAt, updatedAt } = instruction;
  const { instructionId, ...rest } = content;
  return {
    id: instructionId,
    ...rest,
    ...state,
    digest,
    approvals,
    attempts,
    history,
    version,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}
