import { isTerminal } from '../instruction/allowed-transitions.ts';
import type { OutgoingContent, WithdrawalContent } from '../instruction/content.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { InstructionStore } from '../store/instruction-store.ts';
import { fundingContentOf, fundingIdOf } from './funding-id.ts';

/** How far a withdrawal is funded. */
export type FundingProgress =
  /** Its transfer is not written yet. */
  | 'to-begin'
  /** Its transfer has not ended. */
  | 'under-way'
  /** What it lacked has been moved, or it lacked nothing. It may be sent. */
  | 'done'
  /** Its transfer ended and moved nothing that counts. There is never another one. */
  | 'failed';

export type FundedContent = WithdrawalContent & { readonly fundFrom: string };

/** Whether it names an account to fund it from. */
export function isFunded(content: OutgoingContent): content is FundedContent {
  return content.kind === 'withdrawal' && content.fundFrom !== undefined;
}

/** `transfer`: what has the id of its transfer. */
export function fundingProgress(
  { instructionId }: Pick<FundedContent, 'instructionId'>,
  transfer: Instruction | undefined,
): FundingProgress {
  if (transfer === undefined) return 'to-begin';
  // Somebody had this id before it was kept for transfers: then there can be none.
  if (fundingContentOf(transfer, instructionId) === undefined) return 'failed';
  const { state } = transfer;
  if (!isTerminal(state.status)) return 'under-way';
  if (state.status === 'settled') return 'done';
  return state.status === 'rejected' && state.reason === 'nothing-lacking' ? 'done' : 'failed';
}

/** The same, as it stands in the table. Undefined where it names no account. */
export async function readFunding(
  instructions: Pick<InstructionStore, 'get'>,
  content: OutgoingContent,
): Promise<FundingProgress | undefined> {
  if (!isFunded(content)) return undefined;
  return fundingProgress(content, await instructions.get(fundingIdOf(content.instructionId)));
}

/** Whether a withdrawal passed every other check when it was last looked at, and waits for its transfer. */
export function isHeldForFunding({ state }: Pick<Instruction, 'state'>): boolean {
  return state.status === 'approved' && state.heldReason === 'funding';
}
