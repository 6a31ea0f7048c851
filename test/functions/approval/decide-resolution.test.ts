import { describe, expect, test } from '@jest/globals';
import { decideResolution, proposalsMax } from '../../../functions/approval/decide-resolution.ts';
import type { ResolutionDecision } from '../../../functions/shared/ledger/instruction/doubt.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { noon } from '../../support/clock.ts';
import { unknownWithdrawal, withdrawalInDoubt } from '../../support/doubt.ts';
import { approved } from '../../support/instructions.ts';

const inDoubt = withdrawalInDoubt('inv-1');

function decide(
  instruction: Instruction,
  name: string,
  decision: ResolutionDecision,
  evidence = 'transaction 0x1',
  digest = '',
) {
  const resolution = { decision, evidence, digest: digest || instruction.digest };
  return decideResolution(instruction, resolution, { by: `${name}@example.com`, at: noon + 60_000 });
}

const proposed = decide(inDoubt, 'bob', 'settled').next;

describe('the first person', () => {
  test.each(['settled', 'failed'] as const)('proposes %s: it is still in doubt', (decision) => {
    const { kind, next } = decide(inDoubt, 'bob', decision);
    expect(kind).toBe('proposed');
    expect(next.state).toEqual({
      status: 'needs-attention',
      reason: 'not-in-records',
      nearMatches: [],
      proposal: { decision, by: 'bob@example.com', evidence: 'transaction 0x1', at: noon + 60_000 },
    });
    expect(next.history.at(-1)).toMatchObject({ by: 'bob@example.com', evidence: 'transaction 0x1' });
  });

  test.each(['bob', 'Bob', 'BOB'])('%s, saying the same again, changes nothing', (name) => {
    expect(decide(proposed, name, 'settled')).toEqual({ kind: 'proposed', next: proposed });
  });

  test('may bring better evidence, or think again: it waits for a second person still', () => {
    const better = decide(proposed, 'Bob', 'settled', 'transaction 0x2').next;
    expect(better.state).toMatchObject({ proposal: { decision: 'settled', evidence: 'transaction 0x2' } });
    const other = decide(better, 'bob', 'failed').next;
    expect(other.state).toMatchObject({ status: 'needs-attention', proposal: { decision: 'failed' } });
  });
});

describe('the second person', () => {
  test.each(['settled', 'failed'] as const)('who agrees ends it as %s, with both proofs in the history', (decision) => {
    const first = decide(inDoubt, 'bob', decision, 'transaction 0x1').next;
    const { kind, next } = decide(first, 'carol', decision, 'seen on the chain');
    expect(kind).toBe('resolved');
    expect(next.state).toEqual({ status: decision, reason: 'resolved' });
    expect(next.history.slice(-2)).toMatchObject([
      { by: 'bob@example.com', reason: 'resolution-proposed', evidence: 'transaction 0x1' },
      { by: 'carol@example.com', reason: 'resolved', evidence: 'seen on the chain' },
    ]);
    expect(next.attempts).toEqual(inDoubt.attempts);
  });

  test('who says otherwise replaces the proposal, and the first one can agree to that', () => {
    const { kind, next } = decide(proposed, 'carol', 'failed');
    expect(kind).toBe('proposed');
    expect(next.state).toMatchObject({ proposal: { decision: 'failed', by: 'carol@example.com' } });
    expect(decide(next, 'bob', 'failed').next.state).toEqual({ status: 'failed', reason: 'resolved' });
  });
});

describe('a decision that is not taken', () => {
  test.each(['alice', 'ALICE'])('from %s, who asked for it: neither first nor second', (name) => {
    for (const instruction of [inDoubt, proposed]) {
      expect(() => decide(instruction, name, 'settled')).toThrow(expect.objectContaining({ code: 'own-instruction' }));
    }
  });

  test('on another digest than the instruction has', () => {
    const other = withdrawalInDoubt('inv-2').digest;
    expect(() => decide(proposed, 'carol', 'settled', 'x', other)).toThrow(
      expect.objectContaining({ code: 'digest-mismatch' }),
    );
  });

  test.each<[string, Instruction]>([
    ['approved', approved()],
    ['unknown, which the tick still looks for', unknownWithdrawal('inv-3')],
  ])('on one that is %s', (_what, instruction) => {
    expect(() => decide(instruction, 'bob', 'failed')).toThrow(expect.objectContaining({ code: 'not-in-doubt' }));
  });

  test('on one that two people resolved otherwise; the same decision again is answered with how it ended', () => {
    const { next } = decide(proposed, 'carol', 'settled');
    expect(decide(next, 'dave', 'settled')).toEqual({ kind: 'resolved', next });
    expect(() => decide(next, 'carol', 'failed')).toThrow(expect.objectContaining({ code: 'not-in-doubt' }));
  });

  test('after too many proposals by who has proposed before: anybody else still may, or agree to the last one', () => {
    let instruction = inDoubt;
    for (let count = 0; count < proposalsMax; count += 1) {
      instruction = decide(instruction, 'bob', 'settled', `transaction 0x${count}`).next;
    }
    expect(() => decide(instruction, 'bob', 'failed')).toThrow(expect.objectContaining({ code: 'too-many-proposals' }));
    expect(decide(instruction, 'carol', 'settled').kind).toBe('resolved');
    const other = decide(instruction, 'carol', 'failed').next;
    expect(() => decide(other, 'bob', 'settled')).toThrow(expect.objectContaining({ code: 'too-many-proposals' }));
    expect(decide(other, 'dave', 'failed').kind).toBe('resolved');
  });
});
