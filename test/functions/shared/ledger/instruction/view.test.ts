import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { heldReasons } from '../../../../../functions/shared/core/held-reasons.ts';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import { statuses } from '../../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { codeView } from '../../../../../functions/shared/ledger/instruction/code-meaning.ts';
import type { InstructionState } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { instructionView } from '../../../../../functions/shared/ledger/instruction/view.ts';
import { instructionViewSchema } from '../../../../../functions/shared/ledger/instruction/view-schema.ts';
import { approved, transfer, withdrawal } from '../../../../support/instructions.ts';
import { manyInstruction } from '../../../../support/many-instructions.ts';

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

const moment = '1970-01-01T00:00:00.001Z';

/** The state as it is, but for its times. */
function shownState(state: InstructionState): object {
  const times: ReadonlySet<string> = new Set(['notBefore', 'absentSince', 'at', 'time']);
  return JSON.parse(JSON.stringify(state), (name, value: unknown) => (times.has(name) ? moment : value));
}

describe('an instruction as JSON', () => {
  const tagged = withdrawal('tagged', { tag: '7', note: 'invoice 42' });

  test.each(states)('is as its schema says where it is $status', (state) => {
    for (const content of [tagged, transfer()]) {
      const shown: unknown = JSON.parse(JSON.stringify(instructionView({ ...approved(content), state })));
      expect(v.safeParse(instructionViewSchema, shown).issues).toBeUndefined();
      expect(shown).toMatchObject(shownState(state));
    }
  });

  test('was looked at in every status', () => {
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(statuses));
  });
});

describe('the times of an instruction', () => {
  test('are all ISO 8601: no number in it is one', () => {
    const sent = manyInstruction(1, { waiting: false });
    const doubtful = {
      ...sent,
      state: { status: 'needs-attention', reason: 'near-match', nearMatches, proposal },
    } as const;
    for (const each of [sent, doubtful]) {
      const text = JSON.stringify(instructionView(each));
      expect(text.match(/:\d{6,}/g)).toBeNull();
      expect(instructionView(each).history[0]?.at).toBe('2026-11-20T10:01:00.000Z');
      expect(instructionView(each).attempts[0]?.timestamp).toBe('2026-11-20T10:01:00.000Z');
    }
  });
});

describe('the code of a step', () => {
  test.each([
    ['-4003', undefined, { exchangeCode: '-4003', meaning: 'insufficient balance' }],
    ['-987654', undefined, { exchangeCode: '-987654', meaning: 'not documented' }],
    ['KYT_FAILED', 'exchange-failed', { exchangeCode: 'KYT_FAILED', meaning: expect.any(String) }],
    ['FROZEN', 'unknown-status', { exchangeCode: 'FROZEN', meaning: expect.any(String) }],
    ['http-502', 'outcome-unknown', { localCode: 'http-502', meaning: expect.stringContaining('HTTP 502') }],
    ['left-behind', 'outcome-unknown', { localCode: 'left-behind', meaning: expect.any(String) }],
    ['not-posted', 'paused', { localCode: 'not-posted', meaning: expect.any(String) }],
    ['cooling-off', 'cooling-off', { localCode: 'cooling-off', meaning: heldReasons['cooling-off'] }],
    ['secret-malformed', 'key-unavailable', { localCode: 'secret-malformed', meaning: expect.any(String) }],
    ['ECONNRESET', undefined, { localCode: 'ECONNRESET', meaning: expect.any(String) }],
  ] as const)("%s of %s is the exchange's or ours, and is said in words", (code, reason, expected) => {
    expect(codeView(code, reason)).toEqual(expected);
  });
});
