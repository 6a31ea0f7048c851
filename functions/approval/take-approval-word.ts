import type { Millis } from '../shared/core/clock.ts';
import type { Person } from '../shared/core/person.ts';
import { approvalRequirement } from '../shared/ledger/authorization/quorum.ts';
import { approvalSaid } from '../shared/ledger/authorization/what-is-said.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { SignedWord } from '../shared/passkeys/signed-word.ts';
import type { ApprovalRequest } from './approval-request.ts';

/**
 * Takes what the approver's device signed, where the policy asks for it or they sent it. Throws where it does not count:
 * nothing is approved on a signature that is none, also where none is asked for.
 */
export async function takeApprovalWord(
  words: WordTaker,
  instruction: Instruction,
  request: ApprovalRequest,
  { at, ...person }: Person & { readonly at: Millis },
  policy: Policy,
): Promise<SignedWord | undefined> {
  if (request.decision === 'decline') return undefined;
  const { coin, quantity } = instruction.content;
  const isAsked = approvalRequirement(policy, coin, quantity).passkeys;
  if (request.word === undefined && !isAsked) return undefined;
  const taken = await words.take({ word: request.word, said: approvalSaid(instruction, person), at });
  return taken.word;
}
