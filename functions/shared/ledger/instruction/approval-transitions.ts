import { canonicalDigest } from '../../core/canonical-digest.ts';
import { assert } from '../../core/errors.ts';
import { isSamePerson } from '../../core/ids.ts';
import { comparePeople, type PersonStamp, stampOf } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import { applyTransition, type Stamp } from './apply-transition.ts';
import type { Approval, Instruction } from './instruction.ts';
import { requesterOf } from './requester.ts';

/** It is authorized. Now people look at it. */
export function awaitApproval(instruction: Instruction, stamp: Stamp): Instruction {
  return applyTransition(instruction, { status: 'awaiting-approval' }, stamp);
}

/** What a person says who approves. */
export interface GivenApproval {
  /** Of the person, with the role of an approver. */
  readonly groups: readonly string[];
  /** Whether it may be released with this approval. */
  readonly isEnough: boolean;
  /** Their own reason. */
  readonly why?: string | undefined;
  /** Judged before. */
  readonly word?: SignedWord | undefined;
}

/**
 * One more person agrees to exactly this content. Who approved it before can do so again with a signature: the earlier
 * approval may not count any more.
 */
export function addApproval(instruction: Instruction, given: GivenApproval, stamp: Stamp): Instruction {
  const { groups, isEnough, why, word } = given;
  const { state, approvals, digest } = instruction;
  const isSame = (other: PersonStamp) => comparePeople(other, stamp, undefined) === 'same';
  const requester = requesterOf(instruction);
  assert(requester !== undefined && !isSame(requester), 'who asks does not approve');
  assert(word !== undefined || !approvals.some(isSame), 'a person approves once');
  assert(groups.length > 0, 'an approval is given in a role');
  const approval: Approval = { ...stampOf(stamp), groups, digest, ...(word === undefined ? {} : { word }) };
  const next = isEnough ? ({ status: 'approved' } as const) : state;
  const said = {
    reason: 'approval-given',
    ...(why === undefined ? {} : { evidence: why }),
    ...(word === undefined ? {} : { wordDigest: canonicalDigest(word) }),
  } as const;
  return { ...applyTransition(instruction, next, stamp, said), approvals: [...approvals, approval] };
}

/** An approver says no. That ends it: the same payment takes a new request. */
export function decline(instruction: Instruction, why: string, stamp: Stamp): Instruction {
  const reason = 'declined';
  return applyTransition(instruction, { status: 'declined', reason }, stamp, { reason, evidence: why });
}

/** Who asked for it takes it back, as long as it was not sent. */
export function cancel(instruction: Instruction, stamp: Stamp): Instruction {
  assert(isSamePerson(instruction.content.requestedBy, stamp.by), 'only who asked for it takes it back');
  const reason = 'canceled';
  return applyTransition(instruction, { status: 'canceled', reason }, stamp, { reason });
}
