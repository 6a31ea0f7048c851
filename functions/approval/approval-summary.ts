import { blocksOf } from '../shared/core/blocks.ts';
import { iso, type Millis } from '../shared/core/clock.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { type ApprovalProgress, approvalProgress } from '../shared/ledger/authorization/approval-progress.ts';
import { authorizePayment } from '../shared/ledger/authorization/authorize-payment.ts';
import { type FundingFacts, fundingView } from '../shared/ledger/funding/view.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Approval, Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { CountedBook } from '../shared/ledger/limits/limit-met.ts';
import { limitViews } from '../shared/ledger/limits/view.ts';
import type { Pause } from '../shared/ledger/pause/pause.ts';
import { scopesOf } from '../shared/ledger/pause/scope.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { ExchangeReadings } from '../shared/ledger/readings/exchange-readings.ts';
import { sourceBalance, termsFor } from '../shared/ledger/readings/payment-terms.ts';
import { balanceView, termsView } from '../shared/ledger/readings/view.ts';
import type { Unreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { Identity } from '../shared/runtime/http/identity.ts';
import type { approvalSummarySchema } from './approval-summary-schema.ts';
import type { KnownHistory, KnownPayments } from './known-payments.ts';
import { mayDecide } from './may-decide.ts';
import { findRisks } from './risks/find-risks.ts';

export type ApprovalSummary = ResponseType<typeof approvalSummarySchema>;

const dayMs = 86_400_000;

/** What the treasury knows around a payment, as it stands at `now`. */
export interface ApprovalFacts {
  readonly policy: PolicyInForce;
  /** The whitelist's entry of its destination. */
  readonly entry: WhitelistEntry | undefined;
  /** All that stand. */
  readonly pauses: readonly Pause[];
  readonly payments: KnownPayments;
  /** Its approvals that devices signed. */
  readonly signed: readonly Approval[];
  /** What was last read of the exchange. */
  readonly readings: ExchangeReadings;
  /** What counts towards each of its limits. */
  readonly books: readonly CountedBook[] | Unreadable;
  readonly now: Millis;
}

/**
 * All that an approver has to see, from our own records and in full: nothing is shortened, and nothing comes from the
 * one who asks but the note. The digest is to be sent back with the decision. `caller`: who looks at it.
 */
export function approvalSummary(
  instruction: Instruction,
  content: OutgoingContent,
  facts: ApprovalFacts,
  caller: Identity,
): ApprovalSummary {
  const { state, digest, createdAt } = instruction;
  const { policy, entry, payments, readings, books, now } = facts;
  const { instructionId, coin, quantity, destination, address, requestedBy, note } = content;
  const decision = authorizePayment(content, policy, entry, now);
  const terms = termsFor(readings, content, now);
  const balance = sourceBalance(readings, content, now);
  return {
    id: instructionId,
    kind: content.kind,
    status: state.status,
    quantity,
    coin,
    ...(content.kind === 'withdrawal' ? { chain: content.chain, tag: content.tag } : {}),
    address,
    addressBlocks: blocksOf(address ?? ''),
    destination: destinationSummary(destination, entry, now),
    requestedBy,
    requestedAt: iso(createdAt),
    note,
    digest,
    ...progressSummary(approvalProgress(instruction, content, policy, entry, facts.signed)),
    mayDecide: mayDecide(instruction, caller, facts),
    risks: findRisks({ content, requestedAt: createdAt, policy, entry, payments, now }),
    exchange: termsView(content, terms, now),
    balance: balanceView(content, balance, terms, now),
    ...(books === 'unreadable' ? {} : { limits: books.flatMap((book) => limitViews(book, now)) }),
    ...fundingPart(content, { policy, terms, balance }),
    payments: paymentsSummary(payments),
    pauses: pausesOn(content, facts.pauses),
    expiresAt: iso(createdAt + policy.approvalExpiryMs),
    // What would become of it if it were released now.
    ...(decision.kind === 'refused' ? { forbidden: decision.reason } : {}),
    ...(decision.kind === 'allowed' && decision.notBefore !== undefined ? { notBefore: iso(decision.notBefore) } : {}),
  };
}

function fundingPart(content: OutgoingContent, facts: FundingFacts): Pick<ApprovalSummary, 'fundFrom' | 'funding'> {
  if (content.kind === 'fiat-withdrawal' || content.fundFrom === undefined) return {};
  const funding = fundingView(content, facts);
  return { fundFrom: content.fundFrom, ...(funding === undefined ? {} : { funding }) };
}

/** Who brought the destination in, who confirmed it, and how old it is. A young one is worth a second look. */
function destinationSummary(
  id: string,
  entry: WhitelistEntry | undefined,
  now: Millis,
): ApprovalSummary['destination'] {
  if (entry === undefined) return { id, status: 'unknown' };
  return {
    id,
    status: entry.state.status,
    proposedBy: entry.proposedBy,
    proposedAt: iso(entry.proposedAt),
    ageInDays: Math.floor((now - entry.proposedAt) / dayMs),
    confirmedBy: entry.confirmations.map(({ by, at }) => ({ by, at: iso(at) })),
  };
}

function paymentsSummary({ account, requester, since }: KnownPayments): ApprovalSummary['payments'] {
  return {
    ...(since === undefined ? {} : { keptSince: iso(since) }),
    toAccount: {
      ...historySummary(account),
      ...(account.kind === 'paid' ? { largest: account.history.largest.quantity } : {}),
    },
    byRequester: historySummary(requester),
  };
}

function historySummary(known: KnownHistory): ApprovalSummary['payments']['byRequester'] {
  if (known.kind !== 'paid') return { status: known.kind };
  const { first, last } = known.history;
  return { status: 'paid', first: iso(first.paidAt), last: iso(last.paidAt) };
}

function pausesOn(content: OutgoingContent, pauses: readonly Pause[]): ApprovalSummary['pauses'] {
  const covering = scopesOf(content);
  return pauses
    .filter(({ scope }) => covering.includes(scope))
    .map(({ scope, by, at, reason, resume }) => ({
      scope,
      by,
      at: iso(at),
      reason,
      ...(resume === undefined ? {} : { resumeProposedBy: resume.by }),
    }));
}

function progressSummary(
  progress: ApprovalProgress,
): Pick<ApprovalSummary, 'requires' | 'approvals' | 'missing' | 'mayNotApprove' | 'destinationUnconfirmed'> {
  return {
    requires: progress.requirement,
    approvals: progress.counted.map(({ by, at, groups }) => ({ by, at: iso(at), groups })),
    missing: { people: progress.missingPeople, groups: progress.missingGroups },
    mayNotApprove: (progress.excluded ?? []).map(({ by }) => by),
    ...(progress.excluded === undefined ? { destinationUnconfirmed: true } : {}),
  };
}
