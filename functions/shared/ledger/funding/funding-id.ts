import { type InstructionId, instructionId } from '../../core/ids.ts';
import type { FundingContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';

const suffix = '.funding';

/** An id of 64 characters has room for so many of the withdrawal's, and the end that makes it the transfer's. */
export const fundedIdMax = 64 - suffix.length;

/**
 * The id of the one transfer that funds a withdrawal. It follows from the withdrawal's, so that whoever begins the
 * transfer, and however often, there is never a second one.
 */
export function fundingIdOf(withdrawal: InstructionId): InstructionId {
  return instructionId(`${withdrawal}${suffix}`);
}

/** Whether an id is kept for such transfers. */
export function isFundingId(id: InstructionId): boolean {
  return id.endsWith(suffix);
}

/** What a transfer that funds this withdrawal says. Undefined where the instruction is something else. */
export function fundingContentOf({ content }: Instruction, withdrawal: InstructionId): FundingContent | undefined {
  const isFunding = content.kind === 'asset-transfer' && 'funds' in content && content.funds === withdrawal;
  return isFunding ? content : undefined;
}
