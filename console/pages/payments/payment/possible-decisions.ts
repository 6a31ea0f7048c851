import { isSamePerson, type Me } from '../../../app/me.ts';
import type { ApprovalSummary, Payment } from './read-payment.ts';
import { phaseOf } from './status-phase.ts';

export type Verdict = ApprovalSummary['mayDecide']['approve'];

/** What somebody may do about a payment now. The API judges again: here it is only what is offered. */
export interface PossibleDecisions {
  /** Absent where nobody is asked to approve, or where this person is no approver. */
  readonly approve?: Verdict;
  readonly decline?: Verdict;
  readonly cancel: boolean;
  readonly resolve: 'no' | 'yes' | 'own';
}

export function possibleDecisions({ instruction, summary }: Payment, me: Pick<Me, 'person' | 'roles'>) {
  const { status } = instruction;
  const isOwn = isSamePerson(instruction.requestedBy, me.person);
  const asked = summary.state === 'ready' && phaseOf(status) === 'before' && me.roles.has('approver');
  const decided: PossibleDecisions = {
    ...(asked ? summary.body.mayDecide : {}),
    cancel: isOwn && me.roles.has('requester') && phaseOf(status) === 'before' && status !== 'requested',
    resolve: resolveOf(phaseOf(status) === 'doubt' && (me.roles.has('approver') || me.roles.has('operator')), isOwn),
  };
  return decided;
}

function resolveOf(mayDecide: boolean, isOwn: boolean): PossibleDecisions['resolve'] {
  if (!mayDecide) return 'no';
  return isOwn ? 'own' : 'yes';
}
