import { describe, expect, test } from '@jest/globals';
import { unclaimedReason } from '../../../functions/reconciliation/movement-claims.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import {
  confirmResolution,
  flagForAttention,
  markUnknown,
  proposeResolution,
  proveAbsent,
  recordAbsence,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import type { ExchangeRecord } from '../../../functions/shared/matching/exchange-record.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';

const minute = 60_000;
const { instructionId, coin, quantity, address = '' } = withdrawal();

const movement: ExchangeRecord = {
  exchangeOrderId: 'W1',
  time: noon + 1_000,
  coin,
  quantity,
  address,
  marks: [instructionId],
  labels: [instructionId],
  status: 'successful',
};
const at = (time: number): ExchangeRecord => ({ ...movement, time });

const signedAt = (timestamp: number, instruction = approved()) =>
  startSending(instruction, { timestamp, recvWindow: 5_000 }, stamp);
const sending = signedAt(noon);
const unknown = markUnknown(sending, 'http-502', stamp);
const asked = flagForAttention(unknown, 'not-in-records', [], stamp);
const accepted = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
const absent = proveAbsent(recordAbsence(unknown, noon, stamp), stamp);

/** Two people say what became of it, an hour after it was sent. */
function resolved(decision: 'settled' | 'failed'): Instruction {
  const proposed = proposeResolution(asked, decision, 'seen', { by: 'bob', at: noon + 59 * minute });
  return confirmResolution(proposed, 'seen', { by: 'carol', at: noon + 60 * minute });
}

describe('a movement of an order that is not known', () => {
  const followed: [string, Instruction][] = [
    ['is being sent', sending],
    ['is in doubt', unknown],
    ['people look at', asked],
  ];

  test.each(followed)(
    'belongs to an instruction that %s, from a minute before it was signed',
    (_state, instruction) => {
      for (const time of [noon - minute, noon, noon + 1_000, noon + 30 * 86_400_000]) {
        expect(unclaimedReason(instruction, at(time))).toBeUndefined();
      }
      expect(unclaimedReason(instruction, at(noon - minute - 1))).toBe('not-expected');
    },
  );

  test('belongs to one that people called settled, until a quiet period after that', () => {
    const settled = resolved('settled');
    expect(unclaimedReason(settled, at(noon - minute - 1))).toBe('not-expected');
    expect(unclaimedReason(settled, at(noon + 70 * minute))).toBeUndefined();
    expect(unclaimedReason(settled, at(noon + 70 * minute + 1))).toBe('not-expected');
  });

  test.each([
    ['was never sent', approved()],
    ['people called failed', resolved('failed')],
    ['was refused', recordOutcome(sending, { kind: 'refused', exchangeCode: '-1' }, stamp)],
    ['is held', recordOutcome(sending, { kind: 'held', reason: 'paused', exchangeCode: 'not-posted' }, stamp)],
    ['counts as absent', absent],
  ])('does not belong to an instruction that %s', (_state, instruction) => {
    expect(unclaimedReason(instruction, movement)).toBe('not-expected');
  });

  test('is counted from the first attempt that may have been taken, proven absent or not', () => {
    const held = recordOutcome(sending, { kind: 'held', reason: 'paused', exchangeCode: 'not-posted' }, stamp);
    const afterHeld = markUnknown(signedAt(noon + 30 * minute, held), 'http-502', stamp);
    expect(unclaimedReason(afterHeld, at(noon + minute))).toBe('not-expected');
    const afterAbsent = markUnknown(signedAt(noon + 30 * minute, absent), 'http-502', stamp);
    expect(unclaimedReason(afterAbsent, at(noon + minute))).toBeUndefined();
  });
});

describe('a movement of an order that is known', () => {
  const settled = settle(accepted, noon, stamp);

  test.each([
    ['sent', accepted],
    ['settled', settled],
  ])('belongs to the %s instruction whose order it is, whatever its time', (_state, instruction) => {
    for (const time of [noon - 86_400_000, noon, noon + 86_400_000]) {
      expect(unclaimedReason(instruction, at(time))).toBeUndefined();
    }
    expect(unclaimedReason(instruction, { ...movement, exchangeOrderId: 'W2' })).toBe('other-order');
  });

  test.each<[string, Partial<ExchangeRecord>]>([
    ['coin', { coin: 'USDC' }],
    ['quantity', { quantity: amount('1') }],
    ['address', { address: '0xde709f2102306220921060314715629080e2fb77' }],
  ])('of another %s belongs to none', (_field, change) => {
    expect(unclaimedReason(settled, { ...movement, ...change })).toBe('other-content');
    expect(unclaimedReason(unknown, { ...movement, ...change })).toBe('other-content');
  });
});
