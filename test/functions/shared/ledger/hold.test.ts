import { expect, test } from '@jest/globals';
import type { TreasuryError } from '../../../../functions/shared/core/errors.ts';
import { ExchangeUnavailableError, RateLimitedError } from '../../../../functions/shared/exchange/errors.ts';
import { NotFoundError } from '../../../../functions/shared/ledger/errors.ts';
import { type Hold, holdForError } from '../../../../functions/shared/ledger/hold.ts';
import { StoreUnavailableError } from '../../../../functions/shared/ledger/store/errors.ts';
import { TwoFactorStepTakenError } from '../../../../functions/shared/signing/index.ts';

const at = Date.parse('2026-11-20T10:00:00Z');

test.each<[TreasuryError, Hold]>([
  [new RateLimitedError('rate-limited', at), { reason: 'rate-limited', code: 'rate-limited', notBefore: at }],
  [new RateLimitedError('ip-banned', at), { reason: 'ip-banned', code: 'ip-banned', notBefore: at }],
  [new TwoFactorStepTakenError(at), { reason: 'two-factor', code: 'two-factor-step-taken', notBefore: at }],
  [new ExchangeUnavailableError('/time', 'timeout'), { reason: 'exchange-unreachable', code: 'exchange-unavailable' }],
])('%s before a send holds the instruction, until it says where it does', (error, held) => {
  expect(holdForError(error)).toEqual(held);
});

test.each([new StoreUnavailableError('a write', undefined), new NotFoundError('withdrawal')])(
  '%s before a send holds nothing: it is tried again at once',
  (error) => {
    expect(holdForError(error)).toBeUndefined();
  },
);
