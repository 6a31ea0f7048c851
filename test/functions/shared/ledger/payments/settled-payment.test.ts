import { expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { settledPaymentOf } from '../../../../../functions/shared/ledger/payments/settled-payment.ts';
import { noon } from '../../../../support/clock.ts';
import {
  acmeAddress,
  approved,
  companyBankAccount,
  payout,
  transfer,
  withdrawal,
} from '../../../../support/instructions.ts';

function settled(instruction: Instruction, takenAt?: number): Instruction {
  const attempt = {
    number: 1,
    clientOrderId: instruction.content.instructionId,
    timestamp: noon,
    recvWindow: 5_000,
    ...(takenAt === undefined ? {} : { takenAt }),
  };
  return {
    ...instruction,
    attempts: [attempt],
    updatedAt: noon + 60_000,
    state: { status: 'settled', reason: 'resolved' },
  };
}

const keysOf = (instruction: Instruction) => settledPaymentOf(settled(instruction))?.keys;

test('a payment that settled is kept for its account and its requester, from when the exchange took it', () => {
  expect(settledPaymentOf(settled(approved(), noon + 1_000))).toEqual({
    payment: { id: 'inv-2026-0042', quantity: amount('1250.5'), paidAt: noon + 1_000 },
    keys: [`paid#to#USDT#ETH#${acmeAddress.toLowerCase()}`, 'paid#by#alice@example.com'],
  });
});

test('one that people settled has the time at which they did', () => {
  expect(settledPaymentOf(settled(approved()))?.payment.paidAt).toBe(noon + 60_000);
});

test('whatever an account is called, and however its address and its requester are written, it is the same', () => {
  const other = withdrawal('inv-2', {
    destination: 'acme-again',
    address: acmeAddress.toLowerCase(),
    requestedBy: 'Alice@Example.com',
  });
  expect(keysOf(approved(other))).toEqual(keysOf(approved()));
});

test('a bank account has its own history', () => {
  expect(keysOf(approved(payout()))?.[0]).toBe(`paid#to#USD#bank#${companyBankAccount}`);
});

test('a sweep, and what has not settled, are no payments', () => {
  expect(settledPaymentOf(settled(approved(transfer())))).toBeUndefined();
  expect(settledPaymentOf(approved())).toBeUndefined();
});
