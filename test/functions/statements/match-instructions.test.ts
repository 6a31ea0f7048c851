import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { signedAmount } from '../../../functions/shared/core/signed-amount.ts';
import type { EntryMovement } from '../../../functions/shared/exchange/endpoints/fund-movement.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { openInstructionLists } from '../../../functions/shared/ledger/store/instruction-lists.ts';
import { openInstructionStore } from '../../../functions/shared/ledger/store/instruction-store.ts';
import { type InstructionMatcher, openInstructionMatcher } from '../../../functions/statements/match-instructions.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let matcher: InstructionMatcher;
let row: EntryMovement;

beforeEach(async () => {
  ledger = await startLedger();
  const store = openInstructionStore(ledger.table, randomUUID);
  matcher = openInstructionMatcher(store, openInstructionLists(ledger.table));
  const sending = startSending(approved(withdrawal('inv-1')), { timestamp: noon, recvWindow: 5_000 }, stamp);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
  const settled = settle(sent, noon, stamp);
  await store.create(settled);
  await store.markPublished(settled);
  const { coin, quantity } = settled.content;
  row = {
    ...{ form: 'entry', id: '1', type: 'withdraw', time: noon, coin, exchangeOrderId: 'W1' },
    ...{ amount: signedAmount(quantity), fee: amount('0'), feeCoin: coin },
  };
});
afterEach(() => ledger.close());

const idOf = async (movement: EntryMovement) => (await matcher.match(movement))?.content.instructionId;

describe('the instruction behind a row', () => {
  test('is found by our id, wherever the row carries it', async () => {
    expect(await idOf({ ...row, clientOrderId: 'inv-1' })).toBe('inv-1');
    expect(await idOf({ ...row, remark: 'inv-1' })).toBe('inv-1');
  });

  test('is found by its order where the row carries no id', async () => {
    expect(await idOf(row)).toBe('inv-1');
  });

  test('is found where the amount is shown with its fee', async () => {
    const { content } = (await matcher.match(row)) ?? {};
    const whole = signedAmount(String(Number(content?.quantity) + 1));
    expect(await idOf({ ...row, amount: whole, fee: amount('1') })).toBe('inv-1');
  });

  test.each([
    ['another coin', { coin: 'BTC' }],
    ['another quantity', { amount: signedAmount('0.123') }],
    ['another type', { type: 'deposit' as const }],
    ['another order', { exchangeOrderId: 'W2' }],
  ])('is none of one with our id and %s: whoever asks the exchange may write an id', async (_, other) => {
    expect(await idOf({ ...row, ...other, clientOrderId: 'inv-1' })).toBeUndefined();
  });

  test('is none where nobody knows the order', async () => {
    expect(await idOf({ ...row, exchangeOrderId: 'W9', clientOrderId: 'by-hand' })).toBeUndefined();
  });
});
