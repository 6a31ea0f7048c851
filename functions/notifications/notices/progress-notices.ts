import { isHeldReason } from '../../shared/core/held-reasons.ts';
import type { HistoryEntry, Instruction } from '../../shared/ledger/instruction/instruction.ts';
import { isReasonCode, type ReasonCode, reasonCodes } from '../../shared/ledger/instruction/reasons.ts';
import type { PolicyInForce } from '../../shared/ledger/policy/policy-state.ts';
import { type Fact, fact, groupsOf, momentText, type Notice } from './notice.ts';
import { paymentFacts, paymentSummary } from './payment-facts.ts';

type ProgressKind = 'sent' | 'settled' | 'failed' | 'rejected' | 'declined' | 'canceled' | 'expired';

/** What people read of it, and what they can do. */
const words: Readonly<Record<ProgressKind, { readonly headline: string; readonly next: string }>> = {
  sent: { headline: 'Sent', next: 'The exchange has it. You are told when it is settled.' },
  settled: { headline: 'Settled', next: 'Nothing is left to do.' },
  failed: { headline: 'Failed', next: 'Nothing moved. The same payment takes a new request with a new id.' },
  rejected: { headline: 'Rejected', next: 'Nothing moved. What stands in the way is named above.' },
  declined: { headline: 'Declined', next: 'Nothing moved. The same payment takes a new request with a new id.' },
  canceled: { headline: 'Canceled', next: 'Nothing moved, and nobody has to approve it any more.' },
  expired: { headline: 'Expired', next: 'Nothing moved. The same payment takes a new request with a new id.' },
};

/** Runs of a sweep that rightly moved nothing: they would come each hour, and there is nothing to do about them. */
const quietReasons: ReadonlySet<string> = new Set<ReasonCode>([
  'below-min',
  'nothing-above-reserve',
  'target-reached',
  'dry-run',
  'disabled',
  'earlier-instruction-open',
]);

/** How far an instruction has come, by one entry of its history. */
export function progressNotice(
  instruction: Instruction,
  entry: HistoryEntry,
  { roles }: PolicyInForce,
): Notice | undefined {
  const { content } = instruction;
  const kind = entry.to;
  if (!isProgressKind(kind)) return undefined;
  const isSweep = content.kind === 'asset-transfer';
  if (isSweep && entry.reason !== undefined && quietReasons.has(entry.reason)) return undefined;
  const { requester, approver, operator } = roles;
  const isTrouble = kind === 'failed' || kind === 'rejected';
  const { headline, next } = words[kind];
  return {
    kind,
    about: `instruction ${content.instructionId}`,
    step: String(entry.version),
    groups: isSweep ? groupsOf(operator) : groupsOf(requester, approver, isTrouble ? operator : []),
    headline,
    summary: paymentSummary(content),
    facts: [
      ...reasonFacts(entry),
      ...fact('At', momentText(entry.at)),
      ...paymentFacts(instruction),
      ...(kind === 'sent' || kind === 'settled' ? receiptFacts(instruction) : []),
    ],
    next,
    path: `/instructions/${content.instructionId}`,
  };
}

function isProgressKind(text: string): text is ProgressKind {
  return Object.hasOwn(words, text);
}

/** What a person wrote, such as why they declined, stays in the treasury: the code says what kind of end it is. */
function reasonFacts({ reason, exchangeCode, by, to }: HistoryEntry): readonly Fact[] {
  const means = reason !== undefined && isReasonCode(reason) ? `. ${reasonCodes[reason]}` : '';
  return [
    ...(reason === undefined || (isHeldReason(reason) && !isReasonCode(reason))
      ? []
      : fact('Reason', `${reason}${means}`)),
    ...fact("The exchange's code", exchangeCode),
    ...(to === 'declined' || to === 'canceled' ? fact('By', by) : []),
  ];
}

function receiptFacts({ state }: Instruction): readonly Fact[] {
  const order = 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
  if (state.status !== 'settled' || !('txId' in state || 'fee' in state)) return fact("The exchange's order", order);
  return [
    ...fact('Transaction', state.txId),
    ...fact('Fee', state.fee === undefined ? undefined : `${state.fee} ${state.feeCoin ?? ''}`),
    ...fact("The exchange's order", order),
  ];
}
