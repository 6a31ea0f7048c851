import type { Millis } from '../shared/core/clock.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { PaymentHistory } from '../shared/ledger/payments/payment-history.ts';
import { historyKeysOf } from '../shared/ledger/payments/settled-payment.ts';
import { orUnreadable } from '../shared/ledger/store/or-unreadable.ts';
import type { PaymentHistories } from '../shared/ledger/store/payment-histories.ts';

/** What is known of earlier payments. `unreadable`: an item is not as it was written, and says nothing. */
export type KnownHistory =
  | { readonly kind: 'paid'; readonly history: PaymentHistory }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' };

/** Of earlier payments, as far as they are kept: an earlier version kept none. */
export interface KnownPayments {
  /** To the account that this one goes to, in its coin. */
  readonly account: KnownHistory;
  /** Asked for by the one who asks for this one. */
  readonly requester: KnownHistory;
  /** From when on each payment is kept. Undefined where none was yet, or where it cannot be read. */
  readonly since?: Millis;
}

/** Three reads at the same moment. An approver is shown the rest also where one of these items is unreadable. */
export async function readKnownPayments(payments: PaymentHistories, content: OutgoingContent): Promise<KnownPayments> {
  const keys = historyKeysOf(content);
  const [account, requester, since] = await Promise.all([
    keys.account === undefined ? ({ kind: 'none' } as const) : readHistory(payments, keys.account),
    readHistory(payments, keys.requester),
    orUnreadable(() => payments.since()),
  ]);
  return { account, requester, ...(typeof since === 'number' ? { since } : {}) };
}

async function readHistory(payments: PaymentHistories, key: string): Promise<KnownHistory> {
  const history = await orUnreadable(() => payments.get(key));
  if (history === 'unreadable') return { kind: 'unreadable' };
  return history === undefined ? { kind: 'none' } : { kind: 'paid', history };
}
