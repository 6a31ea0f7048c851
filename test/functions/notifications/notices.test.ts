import { describe, expect, test } from '@jest/globals';
import { oneApprovalMissing, waitsForApproval } from '../../../functions/notifications/notices/approval-notices.ts';
import { entryNotice } from '../../../functions/notifications/notices/entry-notices.ts';
import type { Notice } from '../../../functions/notifications/notices/notice.ts';
import { pauseNotice } from '../../../functions/notifications/notices/pause-notice.ts';
import { policyNotice } from '../../../functions/notifications/notices/policy-notice.ts';
import { progressNotice } from '../../../functions/notifications/notices/progress-notices.ts';
import { expiresSoon, held } from '../../../functions/notifications/notices/waiting-notices.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import {
  addApproval,
  awaitApproval,
  cancel,
  decline,
} from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  expire,
  failSent,
  hold,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../support/clock.ts';
import { acmeAddress, approved, payout, policyWith, stamp, transfer, withdrawal } from '../../support/instructions.ts';
import { entryWith } from '../../support/whitelist.ts';

const groups = ['treasury', 'finance'];
const twoPeople = policyWith({
  withdrawals: { USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum: 2, groups }] } },
});
const rules = { policy: twoPeople, entry: entryWith() };
const bob = { at: noon, by: 'bob@example.com' };
const waiting = awaitApproval(createInstruction(withdrawal(), stamp), stamp);
const once = addApproval(waiting, { groups: ['treasury'], isEnough: false }, bob);
const sent = (content = withdrawal()) => {
  const sending = startSending(approved(content), { timestamp: noon, recvWindow: 5_000 }, stamp);
  return recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
};
const textOf = (notice: Notice | undefined) => notice?.facts.map(({ label, value }) => `${label}: ${value}`) ?? [];
const last = (instruction: Instruction) => {
  const entry = instruction.history.at(-1);
  if (entry === undefined) throw new Error('an instruction has a history');
  return progressNotice(instruction, entry, twoPeople);
};

describe('a payment that waits for approval', () => {
  test('tells the groups that can approve it of amount, whole destination, who asks, what is missing and until when', () => {
    const notice = waitsForApproval(waiting, rules);
    expect(notice).toMatchObject({ kind: 'waits-for-approval', step: '0', groups: ['finance', 'treasury'] });
    expect(textOf(notice)).toEqual(
      expect.arrayContaining([
        'Amount: 1250.5 USDT',
        `Address: ${acmeAddress}`,
        'Asked for by: alice@example.com',
        'Still needs: 2 people, with one of each of: treasury, finance',
        'May not approve: alice@example.com, wanda@example.com, walter@example.com',
        'Expires: 2026-11-21 10:00:00 UTC',
      ]),
    );
  });

  test('of which one is missing tells only the group that can give it', () => {
    expect(oneApprovalMissing(once, rules)).toMatchObject({ kind: 'one-approval-missing', groups: ['finance'] });
    expect(textOf(oneApprovalMissing(once, rules))).toContain('Approved by: bob@example.com');
  });

  test('tells nobody of the last one where two are missing, or none', () => {
    expect(oneApprovalMissing(waiting, rules)).toBeUndefined();
    expect(oneApprovalMissing(once, { ...rules, policy: policyWith() })).toBeUndefined();
    expect(waitsForApproval(once, { ...rules, policy: policyWith() })).toBeUndefined();
  });

  test('says neither the note of who asks nor the digest, with which it could be approved', () => {
    const noted = awaitApproval(
      createInstruction(withdrawal('inv-1', { note: 'urgent, see example.com' }), stamp),
      stamp,
    );
    const said = JSON.stringify(waitsForApproval(noted, rules));
    expect(said).not.toContain('urgent');
    expect(said).not.toContain(noted.digest);
  });
});

describe('what waits and ends by itself', () => {
  test('tells who can approve it, and who asked, until when', () => {
    expect(expiresSoon(once, rules)).toMatchObject({ kind: 'expires-soon', groups: ['finance', 'ops'] });
  });

  test('and is held tells why, since when, and those on call', () => {
    const paused = hold(approved(), { reason: 'paused', code: 'paused' }, stamp);
    const notice = held(paused, paused.version, twoPeople);
    expect(notice).toMatchObject({ kind: 'held', groups: ['finance', 'oncall', 'ops', 'treasury'] });
    expect(textOf(notice)).toEqual(
      expect.arrayContaining([
        'Held for: paused. Sending is paused. Nothing left.',
        'Held since: 2026-11-20 10:00:00 UTC',
      ]),
    );
  });

  test('tells nothing once it went on', () => {
    expect([expiresSoon(sent(), rules), held(sent(), 4, twoPeople), held(approved(), 3, twoPeople)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('how far a payment came', () => {
  test.each<[string, Instruction, string, string]>([
    ['sent', sent(), 'Sent', "The exchange's order: W1"],
    ['failed', failSent(sent(), 'KYT_FAILED', stamp), 'Failed', "The exchange's code: KYT_FAILED"],
    [
      'rejected',
      reject(createInstruction(withdrawal(), stamp), 'over-per-instruction', stamp),
      'Rejected',
      'Reason: over',
    ],
    ['declined', decline(waiting, 'not on my watch', bob), 'Declined', 'By: bob@example.com'],
    ['canceled', cancel(waiting, { at: noon, by: 'alice@example.com' }), 'Canceled', 'By: alice@example.com'],
    ['expired', expire(waiting, stamp), 'Expired', 'Reason: approval-expired. It waited'],
  ])('is told as %s', (kind, instruction, headline, says) => {
    const notice = last(instruction);
    expect(notice).toMatchObject({ kind, headline, step: String(instruction.version) });
    expect(textOf(notice).some((line) => line.startsWith(says))).toBe(true);
    expect(JSON.stringify(notice)).not.toContain('not on my watch');
  });

  test('is told with transaction and fee when it settled', () => {
    const receipt = { txId: '0xabc', fee: amount('0.5'), feeCoin: 'USDT' };
    expect(textOf(last(settle(sent(), noon, stamp, receipt)))).toEqual(
      expect.arrayContaining(['Transaction: 0xabc', 'Fee: 0.5 USDT', "The exchange's order: W1"]),
    );
  });

  test('to a bank names the account, and of a sweep both accounts, to those on call', () => {
    expect(textOf(last(sent()))).toContain(`Address: ${acmeAddress}`);
    const bank = waitsForApproval(awaitApproval(createInstruction(payout(), stamp), stamp), rules);
    expect(textOf(bank)).toContain('Bank account: 0128750123456');
    const sweep = last(reject(createInstruction(transfer(), stamp), 'balance-changed', stamp));
    expect(sweep).toMatchObject({ kind: 'rejected', groups: ['oncall'] });
    expect(textOf(sweep)).toContain('To account: custody');
  });

  test('is not told of a sweep that rightly moved nothing, nor of steps that nobody waits for', () => {
    expect(last(reject(createInstruction(transfer(), stamp), 'nothing-above-reserve', stamp))).toBeUndefined();
    expect(last(startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, stamp))).toBeUndefined();
  });
});

describe('a destination', () => {
  const entry = entryWith();
  const stepOf = (name: string) => {
    const step = entry.history.find((each) => each.step === name);
    if (step === undefined) throw new Error(`no step ${name}`);
    return step;
  };

  test('tells those who can confirm it that it waits, as long as it does', () => {
    const proving = entryWith({ state: { status: 'proving' }, confirmations: [] });
    const notice = entryNotice(proving, stepOf('prove'), twoPeople);
    expect(notice).toMatchObject({ kind: 'entry-waits-for-confirmation', groups: ['treasury'] });
    expect(textOf(notice)).toContain(`Address: ${acmeAddress}`);
    expect(JSON.stringify(notice)).not.toContain(entry.digest);
    expect(entryNotice(entry, stepOf('prove'), twoPeople)).toBeUndefined();
  });

  test('whose micro-payment arrived says so, and one that was signed for does not', () => {
    expect(entryNotice(entry, stepOf('list'), twoPeople)?.kind).toBe('micro-payment-arrived');
    expect(entryNotice(entryWith({ proofs: [] }), stepOf('list'), twoPeople)).toBeUndefined();
  });

  test('that is active is told to requesters too, and not when it was revoked meanwhile', () => {
    const active = entryNotice(entry, stepOf('activate'), twoPeople);
    expect(active).toMatchObject({ kind: 'entry-active', groups: ['ops', 'treasury'] });
    expect(entryNotice(revoke(entry, stamp), stepOf('activate'), twoPeople)).toBeUndefined();
  });
});

describe('what stops and what loosens', () => {
  const change = { number: 3, scope: 'coin:USDT', by: 'frank@example.com', at: '2026-11-20T10:00:00.000Z' } as const;

  test.each([
    ['paused', ['finance', 'oncall', 'ops', 'treasury']],
    ['resume-proposed', ['finance', 'oncall', 'treasury']],
    ['resumed', ['finance', 'oncall', 'ops', 'treasury']],
  ] as const)('%s is told with its scope, and with what else is paused', (what, people) => {
    const notice = pauseNotice({ ...change, what, reason: 'a call', standing: ['coin:USDT'] }, twoPeople, true);
    expect(notice).toMatchObject({ kind: what, step: '3', groups: people });
    expect(textOf(notice)).toEqual(expect.arrayContaining(['Scope: coin:USDT', 'Paused by then: coin:USDT']));
  });

  test('nobody is asked to resume what goes on already', () => {
    const notice = pauseNotice(
      { ...change, what: 'resume-proposed', reason: 'a call', standing: [] },
      twoPeople,
      false,
    );
    expect(notice).toBeUndefined();
  });

  test('a looser policy tells who can veto it until it acts, where it is looser, and no more of it than a mail holds', () => {
    const paths = Array.from({ length: 51 }, (_, index) => `withdrawals.C${index}`);
    const waits = { number: 2, what: 'loosening-proposed', by: 'deploy', paths, actsAt: '2026-11-21T10:00:00.000Z' };
    const notice = policyNotice(waits, twoPeople, true, noon);
    expect(notice).toMatchObject({ kind: 'policy-waiting', groups: ['finance', 'oncall', 'treasury'] });
    expect(textOf(notice)).toContain('Looser in: and 31 more');
    expect(policyNotice(waits, twoPeople, true, Date.parse(waits.actsAt))).toBeUndefined();
    expect(policyNotice({ ...waits, what: 'tightened' }, twoPeople, true, noon)).toBeUndefined();
    // It was vetoed, or another one took its place.
    expect(policyNotice(waits, twoPeople, false, noon)).toBeUndefined();
  });
});
