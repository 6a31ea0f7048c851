import { expect, test } from '@jest/globals';
import { planPayments } from '../../../functions/reports/forecast/plan-payments.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { approved, custodyAccount, policyWith, withdrawal } from '../../support/instructions.ts';

const approvedAt = (id: string, createdAt: number): Instruction => ({ ...approved(withdrawal(id)), createdAt });

test('payments take their turn: what may be at the exchange, then what was asked for first', () => {
  const stamp = { at: noon, by: 'test' };
  const sending = startSending(approvedAt('inv-3', noon + 2), { timestamp: noon, recvWindow: 5_000 }, stamp);
  const instructions = [approvedAt('inv-2', noon + 1), approvedAt('inv-1', noon), sending];
  const usdt = { free: amount('500'), locked: amount('0'), total: amount('500') };
  const picture = {
    accounts: [
      { account: 'custody', accountId: custodyAccount, last: { readAt: noon, unreadable: [], coins: { USDT: usdt } } },
    ],
    coins: ['USDT'],
    underWay: { instructions, isComplete: true, corrupt: [] },
    readings: { accounts: { readAt: noon, value: { withdrawal: custodyAccount } } },
  };
  const { payments } = planPayments(picture, policyWith(), noon);
  expect(payments.map(({ instructionId }) => instructionId)).toEqual(['inv-3', 'inv-1', 'inv-2']);
});
