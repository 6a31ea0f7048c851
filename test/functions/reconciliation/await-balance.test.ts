import { describe, expect, test } from '@jest/globals';
import { mayTryForBalance, tryAnywayAfterMs } from '../../../functions/reconciliation/await-balance.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import type { ExchangeReadings } from '../../../functions/shared/ledger/readings/exchange-readings.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp } from '../../support/instructions.ts';

/** Since noon. The payment is of 1250.5 USDT, and its fee is 1. */
function held(reason: 'insufficient-balance' | 'exchange-suspended' = 'insufficient-balance'): Instruction {
  const sending = startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, stamp);
  return recordOutcome(sending, { kind: 'held', reason, exchangeCode: '-4003' }, stamp);
}

function readings(free: string, readAt: number): ExchangeReadings {
  const chains = [{ chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: true }];
  return {
    terms: { readAt, value: [{ coin: 'USDT', isOpen: true, chains }] },
    balances: { readAt, value: { withdrawal: { USDT: amount(free) } } },
  };
}

const minute = 60_000;

describe('what waits for a balance is tried again', () => {
  test.each<[string, boolean, ExchangeReadings, number]>([
    ['once a later reading covers it with its fee', true, readings('1251.5', noon + 1), noon + minute],
    ['not while a later reading does not', false, readings('1251.499999', noon + 1), noon + minute],
    ['not for the quantity alone', false, readings('1250.5', noon + 1), noon + minute],
    ['not on what was read before the exchange said no', false, readings('9999', noon), noon + minute],
    ['by its back-off alone where nothing could be read', true, {}, noon + minute],
    ['by its back-off alone where nothing was read lately', true, readings('0', noon + 1), noon + 16 * minute],
    ['at last in any case', true, readings('0', noon + tryAnywayAfterMs - 1), noon + tryAnywayAfterMs],
    ['but not a moment sooner', false, readings('0', noon + tryAnywayAfterMs - 2), noon + tryAnywayAfterMs - 1],
  ])('%s: %s', (_when, expected, given, now) => {
    expect(mayTryForBalance(held(), given, now)).toBe(expected);
  });
});

test('what waits for something else is not concerned', () => {
  expect(mayTryForBalance(held('exchange-suspended'), readings('0', noon + 1), noon + minute)).toBe(true);
  expect(mayTryForBalance(approved(), readings('0', noon + 1), noon + minute)).toBe(true);
});
