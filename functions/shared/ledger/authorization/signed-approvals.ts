import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { type JudgedFlaw, judgeWords } from '../../passkeys/judge-word.ts';
import type { Registry } from '../../passkeys/registry.ts';
import type { Approval, Instruction } from '../instruction/instruction.ts';
import { isClaimed } from './claimed-signature.ts';
import { approvalSaid } from './what-is-said.ts';

type Approved = Pick<Instruction, 'content' | 'digest' | 'approvals'>;

/** A right signature that is good for no send any more. */
export type SpentFlaw =
  /** What it is for was sent, and the table does not say so. */
  | 'sent-before'
  /** Longer ago than a payment may wait. */
  | 'signed-too-long-ago';

/** An approval whose signature does not count. */
export interface RefusedSignature {
  readonly approval: Approval;
  readonly flaw: JudgedFlaw | SpentFlaw;
}

/** What the signatures of an instruction's approvals are worth. */
export interface JudgedSignatures {
  readonly signed: readonly Approval[];
  readonly refused: readonly RefusedSignature[];
}

/**
 * For lists and looks ahead, by those who read no devices: every approval that says it is signed. Whether it is, the
 * function that pays finds out.
 */
export function claimedSigned({ approvals }: Approved): readonly Approval[] {
  return approvals.filter(isClaimed);
}

/**
 * Judges each signature: this person's device, in force when it signed and not revoked by `now`, signed the approval of
 * exactly this content. `registry` has the devices of all of its approvals, and their way to the roots.
 */
export function judgeSignatures(registry: Registry, instruction: Approved, now: Millis): JudgedSignatures {
  const claimed = instruction.approvals.filter(isClaimed);
  const questions = claimed.map(({ word, ...approval }) => {
    return { word, said: approvalSaid(instruction, approval), takenAt: approval.at, stillAt: now };
  });
  const judgements = judgeWords(registry, questions);
  assert(judgements.length === claimed.length, 'each word is judged');
  return {
    signed: claimed.filter((_, index) => judgements[index]?.kind === 'counts'),
    refused: claimed.flatMap((approval, index) => {
      const judgement = judgements[index];
      return judgement?.kind === 'refused' ? [{ approval, flaw: judgement.flaw }] : [];
    }),
  };
}
