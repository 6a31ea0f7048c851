import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import { statuses } from '../../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import type { InstructionState } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { instructionView } from '../../../../../functions/shared/ledger/instruction/view.ts';
import { instructionViewSchema } from '../../../../../functions/shared/ledger/instruction/view-schema.ts';
import { approved, transfer, withdrawal } from '../../../../support/instructions.ts';

const orderId = exchangeOrderId('W1');
const proposal = { decision: 'failed', by: 'olga@example.com', evidence: 'a letter', at: 1 } as const;
const nearMatches = [{ exchangeOrderId: 'W2', time: 1, status: 'success' }];

/** Every state with everything that it can have. */
const states: readonly InstructionState[] = [
  { status: 'requested' },
  { status: 'awaiting-approval' },
  { status: 'declined', reason: 'declined' },
  { status: 'canceled', reason: 'canceled' },
  { status: 'rejected', reason: 'coin-not-allowed' },
  { status: 'expired', reason: 'approval-expired' },
  { status: 'approved', heldReason: 'cooling-off', notBefore: 1 },
  { status: 'sending' },
  { status: 'unknown', reason: 'outcome-unknown', absentSince: 1 },
  { status: 'needs-attention', reason: 'near-match', nearMatches, exchangeOrderId: orderId, proposal },
  { status: 'sent', exchangeOrderId: orderId },
  { status: 'settled', exchangeOrderId: orderId },
  { status: 'settled', reason: 'resolved' },
  { status: 'failed', reason: 'exchange-failed', exchangeOrderId: orderId },
];

describe('an instruction as JSON', () => {
  const tagged = withdrawal('tagged', { tag: '7', note: 'invoice 42' });

  test.each(states)('is as its schema says where it is $status', (state) => {
    for (const content of [tagged, transfer()]) {
      const shown: unknown = JSON.parse(JSON.stringify(instructionView({ ...approved(content), state })));
      expect(v.safeParse(instructionViewSchema, shown).issues).toBeUndefined();
      expect(shown).toMatchObject(state);
    }
  });

  test('was looked at in every status', () => {
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(statuses));
  });
});
