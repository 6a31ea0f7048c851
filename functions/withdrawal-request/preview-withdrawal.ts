import type { PersonStamp } from '../shared/core/person.ts';
import { readCountedBooks } from '../shared/ledger/counted-books.ts';
import type { BookSubject } from '../shared/ledger/limits/book-name.ts';
import { limitedBooksFor } from '../shared/ledger/limits/limited-books.ts';
import type { Pause } from '../shared/ledger/pause/pause.ts';
import { scopesOf } from '../shared/ledger/pause/scope.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { sourceBalance, termsFor } from '../shared/ledger/readings/payment-terms.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { resolveTarget } from '../shared/ledger/whitelist/resolve-target.ts';
import { type Preview, previewOf } from './preview.ts';
import { type RequestDependencies, refuseReservedIds } from './request-withdrawal.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

export interface PreviewDependencies
  extends Pick<RequestDependencies, 'instructions' | 'whitelist' | 'readings' | 'clock'> {
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly reservations: Pick<Reservations, 'book'>;
}

/** Shows what would become of a request now. Reads only: nothing is written, reserved or published. */
export async function previewWithdrawal(
  dependencies: PreviewDependencies,
  request: WithdrawalRequest,
  policy: PolicyInForce,
  requester: PersonStamp,
): Promise<Preview> {
  refuseReservedIds(policy, request);
  const now = dependencies.clock.now();
  const [existing, entry, readings, pauses] = await Promise.all([
    dependencies.instructions.get(request.instructionId),
    dependencies.whitelist.get(request.destination),
    dependencies.readings.get(),
    dependencies.pauses.get(),
  ]);
  const facts = {
    policy,
    entry,
    existing,
    requester,
    terms: termsFor(readings, request, now),
    balance: sourceBalance(readings, request, now),
    pauses: pauses.filter(covering(request)),
    books: await readCountedBooks(dependencies.reservations, limitedBooksFor(policy, subjectOf(request, entry))),
  };
  return previewOf(request, facts, now);
}

function covering(request: WithdrawalRequest): (pause: Pause) => boolean {
  const scopes = scopesOf(request);
  return ({ scope }) => scopes.includes(scope);
}

/** The account that it would go to, where the destination is for this kind of payment. */
function subjectOf(request: WithdrawalRequest, entry: WhitelistEntry | undefined): BookSubject {
  const { kind, coin } = request;
  const isOfKind = entry !== undefined && (entry.target.kind === 'bank') === (kind === 'fiat-withdrawal');
  const place = isOfKind ? resolveTarget(entry.target) : {};
  return request.kind === 'withdrawal'
    ? { kind: request.kind, coin, chain: request.chain, ...place }
    : { kind: request.kind, coin, ...place };
}
