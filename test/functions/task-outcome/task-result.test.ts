import { describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { applyTransition } from '../../../functions/shared/ledger/instruction/apply-transition.ts';
import type { Instruction, InstructionState } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  recordOutcome,
  settle,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { taskResultOf } from '../../../functions/task-outcome/task-result.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';

const token = 'a-task-token';
const requested = () => createInstruction(withdrawal('inv-1', { note: 'invoice 1' }), stamp, token);
const sending = () => startSending({ ...approved(), taskToken: token }, { timestamp: noon, recvWindow: 5_000 }, stamp);
const sent = () => recordOutcome(sending(), { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
const waiting = (): Instruction => applyTransition(requested(), { status: 'awaiting-approval' }, stamp);

describe('an instruction that settled', () => {
  test('is a success, with what moved and the exchange’s order', () => {
    const settled = settle(sent(), noon, stamp);
    const result = taskResultOf(settled);
    expect(result?.kind).toBe('success');
    expect(JSON.parse(result?.kind === 'success' ? result.output : '')).toEqual({
      id: 'inv-2026-0042',
      version: settled.version,
      kind: 'withdrawal',
      status: 'settled',
      coin: 'USDT',
      chain: 'ETH',
      quantity: '1250.5',
      destination: 'acme-usdt-eth',
      exchangeOrderId: 'W1',
      digest: settled.digest,
      endedAt: new Date(noon).toISOString(),
    });
  });
});

describe('an instruction that ended without moving money', () => {
  test.each<[InstructionState, () => Instruction]>([
    [{ status: 'rejected', reason: 'over-per-instruction' }, () => ({ ...approved(), taskToken: token })],
    [{ status: 'declined', reason: 'declined' }, waiting],
    [{ status: 'canceled', reason: 'canceled' }, waiting],
    [{ status: 'expired', reason: 'approval-expired' }, waiting],
    [{ status: 'failed', reason: 'exchange-failed', exchangeOrderId: exchangeOrderId('W1') }, sent],
  ])('is a failure by its status, with the reason in the cause: %j', (state, before) => {
    const result = taskResultOf(applyTransition(before(), state, stamp));
    expect(result).toMatchObject({ kind: 'failure', error: state.status });
    expect(JSON.parse(result?.kind === 'failure' ? result.cause : '')).toMatchObject(state);
  });

  test('says the exchange’s own code where it gave one', () => {
    const refused = recordOutcome(sending(), { kind: 'refused', exchangeCode: '-1171' }, stamp);
    const result = taskResultOf(refused);
    expect(JSON.parse(result?.kind === 'failure' ? result.cause : '')).toMatchObject({
      reason: 'exchange-refused',
      exchangeCode: '-1171',
    });
  });
});

describe('an instruction without an end', () => {
  const inDoubt = recordOutcome(sending(), { kind: 'unknown', exchangeCode: 'http-502' }, stamp);
  const people = applyTransition(inDoubt, { status: 'needs-attention', reason: 'near-match', nearMatches: [] }, stamp);

  test.each([requested(), waiting(), sending(), sent(), inDoubt, people])(
    'has no result: $state.status',
    (instruction) => {
      expect(taskResultOf(instruction)).toBeUndefined();
    },
  );
});

test('no result holds the token or the note', () => {
  const result = JSON.stringify(
    taskResultOf(applyTransition(waiting(), { status: 'declined', reason: 'declined' }, stamp)),
  );
  expect(result).not.toContain(token);
  expect(result).not.toContain('invoice 1');
});
