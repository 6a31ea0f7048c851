import { blocksOf } from '../shared/core/blocks.ts';
import { iso, type Millis } from '../shared/core/clock.ts';
import type { PersonStamp } from '../shared/core/person.ts';
import type { ResponseType } from '../shared/core/response-type.ts';
import { excludedApprovers } from '../shared/ledger/authorization/excluded-approvers.ts';
import { approvalRequirement } from '../shared/ledger/authorization/quorum.ts';
import { fundingView } from '../shared/ledger/funding/view.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { limitViews } from '../shared/ledger/limits/view.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { balanceView, termsView } from '../shared/ledger/readings/view.ts';
import { coolOffEnd } from '../shared/ledger/whitelist/cool-off.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';
import { matchesRequest } from './decide-request.ts';
import { type Foreseen, type ForeseenBy, foresee } from './foresee.ts';
import type { previewSchema } from './preview-schema.ts';
import { type Refusal, refusalsOf } from './refusals.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

export type Preview = ResponseType<typeof previewSchema>;

/** All that a preview is made of, as it stands now. */
export interface PreviewFacts extends ForeseenBy {
  readonly policy: PolicyInForce;
  /** What has the request's id already. */
  readonly existing: Instruction | undefined;
  /** Who asks. */
  readonly requester: PersonStamp;
}

/** What would become of a request if it were asked for now, approved and released at once. */
export function previewOf(request: WithdrawalRequest, facts: PreviewFacts, now: Millis): Preview {
  const { policy, entry, existing, pauses, books } = facts;
  const refusals = refusalsOf(request, facts);
  const wouldAnswer = answerTo(request, existing, refusals);
  const { quantity, coin, kind } = request;
  const perInstruction = Object.hasOwn(policy.withdrawals, coin) ? policy.withdrawals[coin]?.perInstruction : undefined;
  return {
    wouldAnswer,
    objections: [
      ...(wouldAnswer === 409 ? [idTaken] : []),
      // What was taken under this id stays taken, whatever would be refused today.
      ...(wouldAnswer === 200 ? [] : refusals.map((refusal) => ({ ...refusal, effect: 'refuse' as const }))),
      ...foresee(request, facts, now).filter(isNotAmong(refusals)).map(foreseenView),
    ],
    id: request.instructionId,
    ...(existing === undefined ? {} : { existing: { status: existing.state.status } }),
    kind,
    coin,
    ...(request.kind === 'withdrawal' ? { chain: request.chain } : {}),
    quantity,
    destination: destinationView(request.destination, entry, policy, now),
    exchange: termsView(request, facts.terms, now),
    balance: balanceView(request, facts.balance, facts.terms, now),
    ...fundingPart(request, facts),
    ...(perInstruction === undefined ? {} : { perInstruction }),
    limits: books.flatMap((book) => limitViews(book, now)),
    approvals: {
      ...approvalRequirement(policy, coin, quantity),
      mayNotApprove: (excludedApprovers(facts.requester, entry, policy.firstEpoch) ?? []).map(({ by }) => by),
    },
    pauses: pauses.map(({ scope, reason, by, at }) => ({ scope, reason, by, at: iso(at) })),
  };
}

function fundingPart(request: WithdrawalRequest, facts: PreviewFacts): Pick<Preview, 'fundFrom' | 'funding'> {
  if (request.kind === 'fiat-withdrawal' || request.fundFrom === undefined) return {};
  const funding = fundingView(request, facts);
  return { fundFrom: request.fundFrom, ...(funding === undefined ? {} : { funding }) };
}

function answerTo(
  request: WithdrawalRequest,
  existing: Instruction | undefined,
  refusals: readonly Refusal[],
): Preview['wouldAnswer'] {
  if (existing !== undefined) return matchesRequest(existing, request) ? 200 : 409;
  return refusals.length > 0 ? 422 : 202;
}

const idTaken = {
  code: 'instruction-conflict',
  effect: 'refuse',
  field: 'instructionId',
  reason: 'was used before with other content',
  expected: 'a new id for other content',
} as const;

/** What is over a limit whatever was paid before is told of once. */
function isNotAmong(refusals: readonly Refusal[]): (foreseen: Foreseen) => boolean {
  return ({ code }) => refusals.every((refusal) => refusal.code !== code);
}

function foreseenView(foreseen: Foreseen): Preview['objections'][number] {
  const { effect, code, field, reason, expected } = foreseen;
  const until = foreseen.effect === 'hold' && foreseen.until !== undefined ? { until: iso(foreseen.until) } : {};
  return { effect, code, field, reason, expected, ...until };
}

function destinationView(
  id: string,
  entry: WhitelistEntry | undefined,
  policy: PolicyInForce,
  now: Millis,
): Preview['destination'] {
  if (entry === undefined) return { id, status: 'unknown', addressBlocks: [] };
  const { address, tag } = resolveTarget(entry.target);
  const usableFrom = coolOffEnd(entry, policy.whitelistCoolOffMs);
  return {
    id,
    status: entry.state.status,
    address,
    ...(tag === undefined ? {} : { tag }),
    addressBlocks: blocksOf(address),
    ...(usableFrom > now ? { usableFrom: iso(usableFrom) } : {}),
  };
}
