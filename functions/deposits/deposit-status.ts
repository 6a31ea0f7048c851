import type { DepositKind } from '../shared/ledger/deposit-kind.ts';

/** Why a deposit is not credited. Published in `DepositStuck`. */
export type StuckReason =
  | 'address-authentication'
  | 'address-check-failed'
  | 'below-minimum'
  | 'under-review'
  | 'processing'
  | 'crediting'
  | 'unknown-status'
  | 'failed'
  | 'refunding'
  | 'refunded'
  | 'refund-failed';

/**
 * What one of the exchange's words means. `waiting`: it may still be credited by itself. `stopped`: it will not, and
 * something is still to happen. `failed` may still be followed by a refund. `refunded` and `credited` are ends.
 */
export type StatusMeaning =
  | { readonly phase: 'credited'; readonly words: string }
  | {
      readonly phase: 'waiting' | 'stopped' | 'failed' | 'refunded';
      readonly words: string;
      readonly reason: StuckReason;
    };

const waiting = (reason: StuckReason, words: string): StatusMeaning => ({ phase: 'waiting', reason, words });
const credited: StatusMeaning = { phase: 'credited', words: 'credited' };
const failed: StatusMeaning = { phase: 'failed', reason: 'failed', words: 'failed' };

/**
 * exchange-api.md 3.8. ASSUMPTION A36: the sets of both regions are one, the number is in `statusCode`, and a failed
 * deposit may still be refunded.
 */
const cryptoStatuses: ReadonlyMap<string, StatusMeaning> = new Map([
  ['1', waiting('address-authentication', 'waits until the address that it came from is authenticated')],
  ['2', waiting('under-review', 'under review')],
  ['3', failed],
  ['4', credited],
  ['5', { phase: 'stopped', reason: 'refunding', words: 'being refunded' }],
  ['6', { phase: 'refunded', reason: 'refunded', words: 'refunded' }],
  ['7', { phase: 'stopped', reason: 'refund-failed', words: 'could not be refunded' }],
  ['8', waiting('crediting', 'being credited')],
  ['9', { phase: 'stopped', reason: 'address-check-failed', words: 'the first check of its address failed' }],
  ['10', { ...failed, words: 'failed inside the exchange' }],
  ['12', waiting('processing', 'being processed')],
]);

/** exchange-api.md 3.12. Nothing says what `withdraw_return` means. */
const fiatStatuses: ReadonlyMap<string, StatusMeaning> = new Map([
  ['under_review', waiting('under-review', 'under review')],
  ['processing', waiting('processing', 'being processed')],
  ['successful', credited],
  ['failed', failed],
]);

/** A word that is in no document is no end. */
export function meaningOf({ kind, status }: { readonly kind: DepositKind; readonly status: string }): StatusMeaning {
  const known = kind === 'fiat' ? fiatStatuses.get(status) : cryptoStatuses.get(status);
  return known ?? waiting('unknown-status', 'has a status that is in no document');
}

/** What people do about it. */
export const whatToDo: Readonly<Record<StuckReason, string>> = {
  'address-authentication':
    'Authenticate the address that it came from on the exchange’s website, under deposits; ask the payer who owns it.',
  'address-check-failed':
    'The exchange did not accept the address that it came from. Ask its support what it needs of the payer.',
  'below-minimum':
    'It is less than the exchange credits. Ask the payer to send the rest, or its support whether it adds up.',
  'under-review': 'The exchange looks at it by hand. Ask its support with the order and the transaction.',
  processing: 'Look at the transaction’s confirmations on its chain, then ask the exchange’s support.',
  crediting: 'The exchange says that it is about to credit it. Ask its support with the order.',
  'unknown-status': 'Look it up on the exchange’s website, and ask its support what the status means.',
  failed:
    'It will not be credited. Ask the exchange’s support for the reason, and whether it is refunded; tell the payer.',
  refunding: 'It goes back to the payer. Ask the exchange’s support why, before the payer sends it again.',
  refunded: 'The payer has it back. Tell the payer why, before it is sent again.',
  'refund-failed': 'Neither you nor the payer has it. Ask the exchange’s support with the order and the transaction.',
};
