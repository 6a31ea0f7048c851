import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import type { Policy } from '../../../functions/shared/ledger/policy/policy.ts';
import type { PaymentTerms } from '../../../functions/shared/ledger/readings/payment-terms.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { refusalsOf } from '../../../functions/withdrawal-request/refusals.ts';
import { parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import { noon } from '../../support/clock.ts';
import { companyBankAccount, fundingPolicy, policyWith } from '../../support/instructions.ts';
import { entryWith } from '../../support/whitelist.ts';

const day = 86_400_000;
const limits = {
  perInstruction: '50000',
  perDestination: { perInstruction: '40000' },
  rolling: [{ windowMs: day, amount: '30000' }],
};
const policy = policyWith({
  coins: { USDT: { decimals: 6 }, USD: { decimals: 6 } },
  withdrawals: { USDT: limits, USD: limits },
});
const terms: PaymentTerms = {
  readAt: noon,
  isOpen: true,
  fee: amount('1'),
  minimum: amount('5'),
  maximum: amount('20000'),
};
const fundedPolicy = policyWith({ ...policy, funding: fundingPolicy });
const bankEntry = entryWith({ target: { kind: 'bank', coin: 'USD', bankAccount: companyBankAccount } });

interface Case {
  readonly asked?: object;
  readonly entry?: WhitelistEntry | undefined;
  readonly terms?: PaymentTerms | undefined;
  readonly policy?: Policy;
}

function refusals({ asked = {}, ...rules }: Case) {
  const request = parseRequestEvent({
    instructionId: 'inv-1',
    destination: 'acme-usdt-eth',
    quantity: '100',
    requestedBy: 'alice@example.com',
    ...('kind' in asked ? {} : { coin: 'USDT', chain: 'ETH' }),
    ...asked,
  });
  return refusalsOf(request, { policy, entry: entryWith(), terms, ...rules });
}
const codes = (given: Case) => refusals(given).map(({ code }) => code);
const toBank = { kind: 'fiat-withdrawal', coin: 'USD' };

describe('a request is refused', () => {
  test.each<[string, Case, readonly string[]]>([
    ['where nothing speaks against it: not', {}, []],
    ['to be funded from an account that may: not', { asked: { fundFrom: 'trading' }, policy: fundedPolicy }, []],
    [
      'to be funded from one that may not',
      { asked: { fundFrom: 'custody' }, policy: fundedPolicy },
      ['funding-not-allowed'],
    ],
    ['to be funded where nothing may', { asked: { fundFrom: 'trading' } }, ['funding-not-allowed']],
    [
      'to be funded in a coin that may not',
      {
        asked: { fundFrom: 'trading' },
        policy: policyWith({ ...policy, funding: { ...fundingPolicy, maxPerTransfer: { BTC: '1' } } }),
      },
      ['funding-not-allowed'],
    ],
    ['to a destination that is not there', { entry: undefined }, ['destination-not-whitelisted']],
    [
      'to one that was revoked',
      { entry: revoke(entryWith(), { by: 'wanda@example.com', at: noon }) },
      ['destination-revoked'],
    ],
    ['to one of another chain', { asked: { chain: 'Tron' } }, ['destination-mismatch']],
    ['of a coin that may not leave', { policy: policyWith({ withdrawals: {} }) }, ['coin-not-allowed']],
    ['with too many decimals', { asked: { quantity: '10.1234567' } }, ['too-many-decimals']],
    [
      'over everything, with each reason',
      { asked: { quantity: '50000.1' } },
      ['over-per-instruction', 'over-destination-limit', 'over-rolling-limit', 'above-exchange-maximum'],
    ],
    ['below the minimum of the exchange', { asked: { quantity: '4.999999' } }, ['below-exchange-minimum']],
    ['at the minimum: not', { asked: { quantity: '5' } }, []],
    ['at the maximum: not', { asked: { quantity: '20000' } }, []],
    ['above the maximum', { asked: { quantity: '20000.000001' } }, ['above-exchange-maximum']],
    ['of a coin that the exchange does not let leave', { terms: { ...terms, isOpen: false } }, ['closed-at-exchange']],
    ['for the exchange where its terms are not known: not', { asked: { quantity: '1' }, terms: undefined }, []],
    [
      'for the destination and for the exchange at once',
      { entry: undefined, asked: { quantity: '1' } },
      ['destination-not-whitelisted', 'below-exchange-minimum'],
    ],
  ])('%s', (_what, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  test('to a bank with less than cents, whatever the configuration says', () => {
    const ask = (quantity: string) => codes({ asked: { ...toBank, quantity }, entry: bankEntry, terms: undefined });
    expect(ask('100.01')).toEqual([]);
    expect(ask('100.001')).toEqual(['too-many-decimals']);
  });
});

test('each refusal names its field, what is wrong with it and what would be right', () => {
  expect(refusals({ asked: { quantity: '4' } })).toEqual([
    {
      code: 'below-exchange-minimum',
      field: 'quantity',
      reason: 'is below the minimum of the exchange',
      expected: 'at least 5 USDT',
    },
  ]);
  expect(refusals({ asked: { chain: 'Tron' } })).toMatchObject([
    { field: 'destination', expected: 'coin USDT on chain ETH' },
  ]);
});
