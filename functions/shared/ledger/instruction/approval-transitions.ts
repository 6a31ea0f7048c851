import { assert } from '../../core/errors.ts';
import { isSamePerson } from '../../core/ids.ts';
import { comparePeople, type PersonStamp, stampOf } from '../../core/person.ts';
import { applyTransition, type Stamp } from './apply-transition.ts';
import type { Approval, Instruction } from './instruction.ts';
import { requesterOf } from './requester.ts';

/** It is authorized. Now people look at it. */
export function awaitApproval(instruction: Instruction, stamp: Stamp): Instruction {
  return applyTransition(instruction, { status: 'awaiting-approval' }, stamp);
}

/**
 * One more person agrees to exactly this content. `isEnough`: with this approval it may be released. `why` is their own
 * reason.
 */
export function addApproval(
  instruction: Instruction,
  groups: readonly string[],
  isEnough: boolean,
  stamp: Stamp,
  why?: string,
): Instruction {
  const { state, approvals, digest } = instruction;
  const isSame = (other: PersonStamp) => comparePeople(other, stamp, undefined) === 'same';
  const requester = requesterOf(instruction);
  assert(requester !== undefined && !isSame(requester), 'who asks does not approve');
  assert(!approvals.some(isSame), 'a person approves once');
  assert(groups.length > 0, 'an approval is given in a role');
  const approval: Approval = { ...stampOf(stamp), groups, digest };
  const next = isEnough ? ({ status: 'approved' } as const) : state;
  const said = { reason: 'approval-given', ...(why === undefined ? {} : { evidence: why }) } as const;
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
