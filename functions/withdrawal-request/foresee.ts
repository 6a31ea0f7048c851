import { type Amount, compare } from '../shared/core/amount.ts';
import type { Millis } from '../shared/core/clock.ts';
import type { Flaw } from '../shared/core/errors.ts';
import type { HeldReason } from '../shared/core/held-reasons.ts';
import type { FundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import { foreseeFunding } from '../shared/ledger/funding/view.ts';
import { type CountedBook, limitMet } from '../shared/ledger/limits/limit-met.ts';
import type { LimitReason } from '../shared/ledger/limits/limited-books.ts';
import type { Pause } from '../shared/ledger/pause/pause.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { covers, type PaymentTerms, type SourceBalance, totalDebit } from '../shared/ledger/readings/payment-terms.ts';
import { coolOffEnd } from '../shared/ledger/whitelist/cool-off.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

/** What would hold a payment, or reject it at its release, if it were approved now. It is taken in any case. */
export type Foreseen = Omit<Flaw, 'code'> &
  (
    | { readonly effect: 'hold'; readonly code: HeldReason; readonly until?: Millis }
    | { readonly effect: 'reject-at-release'; readonly code: LimitReason | 'funding-failed' }
  );

export interface ForeseenBy {
  readonly policy: Policy;
  readonly entry: WhitelistEntry | undefined;
  /** Those that cover it. */
  readonly pauses: readonly Pause[];
  readonly books: readonly CountedBook[];
  readonly terms: PaymentTerms | undefined;
  readonly balance: SourceBalance | undefined;
}

/** Everything that a payment would meet on its way as things stand now. All of it may be otherwise by then. */
export function foresee(request: WithdrawalRequest, by: ForeseenBy, now: Millis): readonly Foreseen[] {
  return [
    ...by.pauses.map(pausedBy),
    ...coolOff(by, now),
    ...tooLittle(request, by),
    ...limitsMet(request, by.books, now),
  ];
}

function pausedBy({ scope }: Pause): Foreseen {
  const reason = `is paused by ${scope}`;
  return { effect: 'hold', code: 'paused', field: 'destination', reason, expected: 'a resume by two people' };
}

function coolOff({ entry, policy }: ForeseenBy, now: Millis): readonly Foreseen[] {
  const until = entry === undefined ? 0 : coolOffEnd(entry, policy.whitelistCoolOffMs);
  if (until <= now) return [];
  const words = { reason: 'still cools off', expected: 'the end of its cool-off' };
  return [{ effect: 'hold', code: 'cooling-off', field: 'destination', ...words, until }];
}

function tooLittle(request: WithdrawalRequest, by: ForeseenBy): readonly Foreseen[] {
  const { balance, terms } = by;
  if (balance === undefined || covers(balance, request, terms)) return [];
  const funding = foreseeFunding(request, by);
  if (funding?.plan !== undefined && funding.lacking !== undefined)
    return lacking(request, funding.plan, funding.lacking);
  const needed = totalDebit(request, terms) ?? request.quantity;
  const reason = `is more than the account has: ${balance.free} ${request.coin}`;
  const expected = `a balance of ${needed} ${request.coin} when it is to leave`;
  return [{ effect: 'hold', code: 'insufficient-balance', field: 'quantity', reason, expected }];
}

/** What it lacks is moved first, or is more than may be. */
function lacking({ coin }: WithdrawalRequest, { most }: FundingPlan, lack: Amount): readonly Foreseen[] {
  if (compare(lack, most) > 0) {
    const reason = `lacks ${lack} ${coin}, and no more than ${most} is moved for one withdrawal`;
    const expected = 'a smaller quantity, or more in the account that it leaves from';
    return [{ effect: 'reject-at-release', code: 'funding-failed', field: 'quantity', reason, expected }];
  }
  const reason = `lacks ${lack} ${coin}, which is moved first`;
  return [{ effect: 'hold', code: 'funding', field: 'quantity', reason, expected: 'the end of that transfer' }];
}

function limitsMet(request: WithdrawalRequest, books: readonly CountedBook[], now: Millis): readonly Foreseen[] {
  return books.flatMap((book) => {
    const code = limitMet(book, request, now);
    if (code === undefined) return [];
    const reason = 'is over what a rolling limit has left now';
    const expected = 'a smaller quantity, or a later release';
    return [{ effect: 'reject-at-release', code, field: 'quantity', reason, expected }];
  });
}
