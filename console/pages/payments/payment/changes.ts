import type { Payment } from './read-payment.ts';

/** What of a payment may change while somebody reads it. */
const aspects = {
  content: ({ digest, isAsShown }: Payment) => [digest, isAsShown],
  status: ({ instruction: { status, reason, heldReason, notBefore } }: Payment) => [
    status,
    reason,
    heldReason,
    notBefore,
  ],
  approvals: (payment: Payment) => [payment.instruction.approvals, ofSummary(payment)?.missing],
  resolution: ({ instruction: { proposal, nearMatches } }: Payment) => [proposal, nearMatches],
  destination: (payment: Payment) => {
    const destination = ofSummary(payment)?.destination;
    return destination?.status === 'unknown' ? destination.status : [destination?.status, destination?.confirmedBy];
  },
  rules: (payment: Payment) => {
    const summary = ofSummary(payment);
    return [summary?.requires, summary?.mayDecide, summary?.forbidden, summary?.mayNotApprove, summary?.expiresAt];
  },
  risks: (payment: Payment) => ofSummary(payment)?.risks.map(({ code }) => code),
  pauses: (payment: Payment) => ofSummary(payment)?.pauses.map(({ scope }) => scope),
} satisfies Readonly<Record<string, (payment: Payment) => unknown>>;

export type Aspect = keyof typeof aspects;

const names: readonly Aspect[] = [
  'content',
  'status',
  'approvals',
  'resolution',
  'destination',
  'rules',
  'risks',
  'pauses',
];

/**
 * What is otherwise than when somebody read it. Balances and terms are read by the exchange's clock all the time, and
 * are no part of it.
 */
export function changesBetween(seen: Payment, now: Payment): readonly Aspect[] {
  return names.filter((name) => JSON.stringify(aspects[name](seen)) !== JSON.stringify(aspects[name](now)));
}

function ofSummary({ summary }: Payment) {
  return summary.state === 'ready' ? summary.body : undefined;
}
