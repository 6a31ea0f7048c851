import { describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import type { SubmissionOutcome } from '../../../../../functions/shared/core/submission-outcome.ts';
import {
  allowedTransitions,
  isTerminal,
} from '../../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { digestOf } from '../../../../../functions/shared/ledger/instruction/content.ts';
import { markUnknown } from '../../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../../../../../functions/shared/ledger/instruction/readiness.ts';
import {
  attemptsMax,
  createInstruction,
  expire,
  failSent,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp, transfer, withdrawal } from '../../../../support/instructions.ts';

const signed = { timestamp: noon, recvWindow: 5_000 };
const accepted: SubmissionOutcome = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W123') };
const held: SubmissionOutcome = { kind: 'held', reason: 'rate-limited', exchangeCode: 'http-429' };
const sending = (): Instruction => startSending(approved(), signed, stamp);

describe('an instruction', () => {
  test('goes from request to settled, one version and one history entry a step', () => {
    const settled = settle(recordOutcome(sending(), accepted, stamp), noon, stamp);
    expect(settled.state).toEqual({ status: 'settled', exchangeOrderId: 'W123' });
    expect(settled.history.map(({ to }) => to)).toEqual([
      'requested',
      'awaiting-approval',
      'approved',
      'sending',
      'sent',
      'settled',
    ]);
    expect(settled.version).toBe(settled.history.length);
  });

  test('keeps its id as client order id in every attempt', () => {
    const again = startSending(recordOutcome(sending(), held, stamp), signed, stamp);
    expect(again.attempts.map(({ clientOrderId }) => clientOrderId)).toEqual(['inv-2026-0042', 'inv-2026-0042']);
    expect(again.attempts.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('that was held waits a minute, then twice as long each time, up to an hour', () => {
    const waits: number[] = [];
    let instruction = approved();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      instruction = recordOutcome(startSending(instruction, signed, stamp), held, stamp);
      if (instruction.state.status === 'approved') waits.push((instruction.state.notBefore ?? 0) - noon);
    }
    expect(waits.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test('that was held for the clock or the key goes again soon, once', () => {
    const skewed: SubmissionOutcome = { kind: 'held', reason: 'clock-skew', exchangeCode: '-1021' };
    const once = recordOutcome(sending(), skewed, stamp);
    const twice = recordOutcome(startSending(once, signed, stamp), skewed, stamp);
    expect(once.state).toMatchObject({ notBefore: noon + 2_000 });
    expect(twice.state).toMatchObject({ notBefore: noon + 120_000 });
  });

  test('that is unknown can be found, but never sent again, rejected or failed', () => {
    const unknown = markUnknown(sending(), 'http-502', stamp);
    expect(recordOutcome(unknown, accepted, stamp).state.status).toBe('sent');
    expect(() => startSending(unknown, signed, stamp)).toThrow();
    expect(() => reject(unknown, 'over-per-instruction', stamp)).toThrow(
      expect.objectContaining({ code: 'transition-not-allowed' }),
    );
    const refused: SubmissionOutcome = { kind: 'refused', exchangeCode: '-4003' };
    const late = expect.objectContaining({ code: 'assertion-failed' });
    expect(() => recordOutcome(unknown, refused, stamp)).toThrow(late);
    expect(() => recordOutcome(unknown, held, stamp)).toThrow(late);
    expect(() => markUnknown(unknown, 'http-502', stamp)).toThrow(late);
  });

  test('that the exchange failed after taking it keeps the order id and the exchange’s reason', () => {
    const failed = failSent(recordOutcome(sending(), accepted, stamp), 'KYT_FAILED', stamp);
    expect(failed.state).toEqual({ status: 'failed', reason: 'exchange-failed', exchangeOrderId: 'W123' });
    expect(failed.history.at(-1)).toMatchObject({ reason: 'exchange-failed', exchangeCode: 'KYT_FAILED' });
  });

  test('that ended takes no further step', () => {
    const ends = Object.entries(allowedTransitions).flatMap(([from, to]) => (to.length === 0 ? [from] : []));
    expect(ends.sort()).toEqual(['canceled', 'declined', 'expired', 'failed', 'rejected', 'settled']);
    const rejected = reject(createInstruction(withdrawal(), stamp), 'coin-not-allowed', stamp);
    expect(isTerminal(rejected.state.status)).toBe(true);
    expect(() => expire(rejected, stamp)).toThrow(expect.objectContaining({ code: 'transition-not-allowed' }));
  });

  test('has a bounded number of attempts', () => {
    let instruction = approved();
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      instruction = recordOutcome(startSending(instruction, signed, stamp), held, stamp);
    }
    expect(() => startSending(instruction, signed, stamp)).toThrow(
      expect.objectContaining({ code: 'assertion-failed' }),
    );
  });
});

describe('readiness', () => {
  const day = 86_400_000;

  test('an approved one goes, a held one waits for its time, an old one expires', () => {
    expect(readinessOf(approved(), day, stamp)).toEqual({ kind: 'go' });
    const waiting = recordOutcome(sending(), held, stamp);
    expect(readinessOf(waiting, day, stamp)).toEqual({ kind: 'leave' });
    expect(readinessOf(waiting, day, { ...stamp, at: noon + 60_000 })).toEqual({ kind: 'go' });
    const late = readinessOf(approved(), day, { ...stamp, at: noon + day + 1 });
    expect(late).toMatchObject({ kind: 'end', next: { state: { status: 'expired', reason: 'approval-expired' } } });
  });

  test('one that is being sent is left alone', () => {
    expect(readinessOf(sending(), day, stamp)).toEqual({ kind: 'leave' });
  });
});

describe('the digest', () => {
  test('is the SHA-256 of the RFC 8785 JSON, so the order of fields does not count', () => {
    const { kind, ...rest } = withdrawal();
    expect(digestOf({ ...rest, kind })).toBe(digestOf(withdrawal()));
    // Computed apart from this code, with sha256sum over the text written by hand.
    const expected = 'f7378752875bed0ef928d373cde4834998790349f2b9d7101998b7766cc4b61d';
    expect(digestOf(withdrawal())).toBe(expected);
  });

  test('changes with every field', () => {
    const all = [
      withdrawal(),
      withdrawal('other'),
      withdrawal(undefined, { destination: 'acme-2' }),
      withdrawal(undefined, { address: '0x0000000000000000000000000000000000000001' }),
      withdrawal(undefined, { tag: '7' }),
      withdrawal(undefined, { coin: 'USDC' }),
      withdrawal(undefined, { chain: 'Tron' }),
      withdrawal(undefined, { requestedBy: 'bob@example.com' }),
      withdrawal(undefined, { note: 'invoice 42' }),
      transfer(),
    ];
    expect(new Set(all.map(digestOf)).size).toBe(all.length);
  });
});
