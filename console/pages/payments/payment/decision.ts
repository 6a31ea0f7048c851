import type { App } from '../../../app/context.ts';
import { isSamePerson } from '../../../app/me.ts';
import { canonicalDigest } from '../../../digest/canonical-digest.ts';
import type { Signed } from '../../../passkeys/signer.ts';
import type { Payment } from './read-payment.ts';
import type { InstructionView } from './shown-content.ts';

/** One person's word about a payment. */
export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline'; readonly reason: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'resolve'; readonly became: 'settled' | 'failed'; readonly evidence: string };

/** What the API answered: 202 where others have to say something too. */
export type Answered = 200 | 202;

/** Whether an approval takes a signature of the device of who approves. */
export const isApprovalSigned = ({ summary }: Payment): boolean =>
  summary.state === 'ready' && summary.body.requires.passkeys;

/** Sends it with the digest of what was shown, and signed where that is asked for. */
export async function sendDecision(
  { api, signer }: Pick<App, 'api' | 'signer'>,
  payment: Payment,
  decision: Decision,
): Promise<Answered> {
  const { digest, shown } = payment;
  const id = shown.instructionId;
  const path = { id };
  switch (decision.kind) {
    case 'approve': {
      const decided = { purpose: 'payment', decision: 'approve', subject: { id, digest } } as const;
      const send = (signed: Signed) =>
        api.call('POST /instructions/{id}/approvals', { path, body: { decision: 'approve', digest, ...signed } });
      return (await signer.send(decided, send, isApprovalSigned(payment))).status;
    }
    case 'decline': {
      const body = { decision: 'decline', digest, reason: decision.reason } as const;
      return (await api.call('POST /instructions/{id}/approvals', { path, body })).status;
    }
    case 'cancel':
      return (await api.call('POST /instructions/{id}/cancel', { path })).status;
    case 'resolve': {
      const { became, evidence } = decision;
      const subject = { id, digest: await canonicalDigest({ digest, evidence }) };
      const body = { decision: became, evidence, digest };
      const send = (signed: Signed) =>
        api.call('POST /instructions/{id}/resolution', { path, body: { ...body, ...signed } });
      return (await signer.send({ purpose: 'doubt', decision: became, subject }, send)).status;
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
