import type { ApiClient } from '../../../api/client.ts';
import { isSamePerson } from '../../../app/me.ts';
import type { InstructionView } from './shown-content.ts';

/** One person's word about a payment. */
export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline'; readonly reason: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'resolve'; readonly became: 'settled' | 'failed'; readonly evidence: string };

/** What the API answered: 202 where others have to say something too. */
export type Answered = 200 | 202;

/** Sends it with the digest of what was shown. */
export async function sendDecision(
  api: Pick<ApiClient, 'call'>,
  id: string,
  digest: string,
  decision: Decision,
): Promise<Answered> {
  const path = { id };
  switch (decision.kind) {
    case 'approve':
      return (await api.call('POST /instructions/{id}/approvals', { path, body: { decision: 'approve', digest } }))
        .status;
    case 'decline': {
      const body = { decision: 'decline', digest, reason: decision.reason } as const;
      return (await api.call('POST /instructions/{id}/approvals', { path, body })).status;
    }
    case 'cancel':
      return (await api.call('POST /instructions/{id}/cancel', { path })).status;
    case 'resolve': {
      const body = { decision: decision.became, evidence: decision.evidence, digest };
      return (await api.call('POST /instructions/{id}/resolution', { path, body })).status;
    }
  }
}

/** Whether this person's word is there: where an answer was lost, only the payment itself can tell. */
export function hasArrived(decision: Decision, person: string, instruction: InstructionView): boolean {
  const { status, approvals, history, proposal, digest } = instruction;
  const isMine = ({ by }: { readonly by: string }) => isSamePerson(by, person);
  switch (decision.kind) {
    case 'approve':
      return approvals.some((approval) => isMine(approval) && approval.digest === digest);
    case 'decline':
      return status === 'declined' && history.some((step) => step.to === 'declined' && isMine(step));
    case 'cancel':
      return status === 'canceled';
    case 'resolve': {
      const said = proposal?.decision === decision.became ? [proposal, ...(proposal.agreedBefore ?? [])] : [];
      const isDecided = history.some((step) => step.reason === 'resolved' && step.to === decision.became);
      return isDecided || said.some(isMine);
    }
  }
}
