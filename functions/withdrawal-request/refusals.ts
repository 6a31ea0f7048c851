import { type Amount, compare } from '../shared/core/amount.ts';
import type { Flaw } from '../shared/core/errors.ts';
import {
  type PaymentFlaw,
  paymentFlaws,
  type QuantityBounds,
  quantityBounds,
} from '../shared/ledger/authorization/authorize-payment.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { PaymentTerms } from '../shared/ledger/readings/payment-terms.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

type ExchangeFlaw = Extract<ReasonCode, 'below-exchange-minimum' | 'above-exchange-maximum' | 'closed-at-exchange'>;

/** Why a request can never succeed as it is: the code of the answer, and the reason that it is rejected with. */
export type RefusalCode = PaymentFlaw | ExchangeFlaw;

const codes: Readonly<Record<RefusalCode, true>> = {
  'destination-not-whitelisted': true,
  'destination-revoked': true,
  'destination-mismatch': true,
  'coin-not-allowed': true,
  'too-many-decimals': true,
  'over-per-instruction': true,
  'over-destination-limit': true,
  'over-rolling-limit': true,
  'funding-not-allowed': true,
  'closed-at-exchange': true,
  'below-exchange-minimum': true,
  'above-exchange-maximum': true,
};

export const refusalCodes: readonly RefusalCode[] = Object.keys(codes).filter(isRefusalCode);

function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(codes, text);
}

/** One thing that speaks against a request, with the field that it is about. */
export interface Refusal extends Flaw {
  readonly code: RefusalCode;
}

/** What a request is checked by. */
export interface RefusalRules {
  readonly policy: Policy;
  /** The whitelist's entry of the destination. */
  readonly entry: WhitelistEntry | undefined;
  /** What the exchange asks. Undefined where it is not known: then nothing is refused for it. */
  readonly terms: PaymentTerms | undefined;
}

/**
 * Everything for which a request is refused, all of it at once. The one list for the preview, for `POST /withdrawals`
 * and for what comes over the bus, which is rejected by the first of them.
 */
export function refusalsOf(request: WithdrawalRequest, rules: RefusalRules): readonly Refusal[] {
  const { policy, entry, terms } = rules;
  const bounds = quantityBounds(request, policy);
  const forbidden = paymentFlaws(request, policy, entry).map((code) => ({
    code,
    ...describe(code, request, { bounds, entry, funding: policy.funding }),
  }));
  return [...forbidden, ...(terms === undefined ? [] : exchangeRefusals(request, terms))];
}

function exchangeRefusals({ coin, quantity }: WithdrawalRequest, terms: PaymentTerms): readonly Refusal[] {
  const { isOpen, minimum, maximum } = terms;
  const refusals: Refusal[] = [];
  if (!isOpen) {
    const reason = 'the exchange does not let this coin leave there now';
    refusals.push({ code: 'closed-at-exchange', field: 'coin', reason, expected: 'a coin and chain that is open' });
  }
  if (compare(quantity, minimum) < 0) {
    const reason = 'is below the minimum of the exchange';
    refusals.push({
      code: 'below-exchange-minimum',
      field: 'quantity',
      reason,
      expected: `at least ${minimum} ${coin}`,
    });
  }
  if (maximum !== undefined && compare(quantity, maximum) > 0) {
    const reason = 'is above the maximum of the exchange for one withdrawal';
    refusals.push({ code: 'above-exchange-maximum', field: 'quantity', reason, expected: atMost(maximum, coin) });
  }
  return refusals;
}

interface DescribedBy {
  readonly bounds: QuantityBounds | undefined;
  readonly entry: WhitelistEntry | undefined;
  readonly funding: Policy['funding'];
}

function describe(
  code: PaymentFlaw,
  { coin }: WithdrawalRequest,
  { bounds, entry, funding }: DescribedBy,
): Omit<Flaw, 'code'> {
  const most = (bound: Amount | undefined) => (bound === undefined ? 'less' : atMost(bound, coin));
  switch (code) {
    case 'destination-not-whitelisted':
      return {
        field: 'destination',
        reason: entry === undefined ? 'is not in the whitelist' : `is not active yet: it is ${entry.state.status}`,
        expected: 'the id of an active whitelist entry',
      };
    case 'destination-revoked':
      return { field: 'destination', reason: 'was revoked', expected: 'the id of an active whitelist entry' };
    case 'destination-mismatch':
      return { field: 'destination', reason: 'is for something else', expected: targetOf(entry) };
    case 'coin-not-allowed':
      return { field: 'coin', reason: 'may not leave', expected: 'a coin whose withdrawals are configured' };
    case 'too-many-decimals':
      return {
        field: 'quantity',
        reason: 'has too many decimals',
        expected: `at most ${bounds?.decimals ?? 0} after the point`,
      };
    case 'over-per-instruction':
      return {
        field: 'quantity',
        reason: 'is over the limit for one instruction',
        expected: most(bounds?.perInstruction),
      };
    case 'over-destination-limit':
      return {
        field: 'quantity',
        reason: 'is over a limit for one destination',
        expected: most(bounds?.perDestination),
      };
    case 'over-rolling-limit':
      return { field: 'quantity', reason: 'is over a rolling limit of the coin', expected: most(bounds?.rolling) };
    case 'funding-not-allowed':
      return {
        field: 'fundFrom',
        reason: `may not fund withdrawals of ${coin}`,
        expected: fundingAccounts(coin, funding),
      };
  }
}

function fundingAccounts(coin: string, funding: Policy['funding']): string {
  const isFunded = funding !== undefined && Object.hasOwn(funding.maxPerTransfer, coin);
  const [first, ...others] = isFunded ? funding.from : [];
  return first === undefined ? 'no fundFrom' : `one of ${[first, ...others].join(', ')}, or no fundFrom`;
}

function atMost(bound: Amount, coin: string): string {
  return `at most ${bound} ${coin}`;
}

function targetOf(entry: WhitelistEntry | undefined): string {
  if (entry === undefined) return 'another destination';
  const { target } = entry;
  return target.kind === 'bank'
    ? `kind fiat-withdrawal with coin ${target.coin}`
    : `coin ${target.coin} on chain ${target.chain}`;
}
