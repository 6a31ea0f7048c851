import { describe, expect, test } from '@jest/globals';
import { decideCancel } from '../../../functions/approval/cancel-instruction.ts';
import { decideApproval } from '../../../functions/approval/decide-approval.ts';
import { decideResolution, proposalsMax } from '../../../functions/approval/decide-resolution.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { IdentityEpoch } from '../../../functions/shared/core/person.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { incoherenceOf } from '../../../functions/shared/ledger/instruction/coherence.ts';
import { flagForAttention, markUnknown } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  markApproved,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { addConfirmation } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../support/clock.ts';
import { policyWith, withdrawal } from '../../support/instructions.ts';
import { firstEpoch, laterEpoch, person, usualEpoch } from '../../support/people.ts';
import { entryWith } from '../../support/whitelist.ts';

const two = { USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum: 2 }] } };
const policy = { ...policyWith({ withdrawals: two }), firstEpoch };
const by = (name: string, identity: IdentityEpoch = usualEpoch) => ({ ...person(name, identity), at: noon + 1 });
const renamed = (name: string) => by(`id-${name}`, laterEpoch);

const request = (stamp = by('alice@example.com')) =>
  awaitApproval(createInstruction(withdrawal('inv-1', { requestedBy: stamp.by }), stamp), stamp);
/** As an earlier version wrote it. */
const oldRequest = () => {
  const stamp = { at: noon, by: 'alice@example.com' };
  return awaitApproval(createInstruction(withdrawal('inv-1'), stamp), stamp);
};
const approve = (seen: Instruction, stamp: ReturnType<typeof by>, entry = entryWith()) =>
  decideApproval(
    seen,
    { decision: 'approve', digest: seen.digest },
    { policy, entry, signed: [], groups: ['finance'] },
    stamp,
  );
const decline = (seen: Instruction, stamp: ReturnType<typeof by>) =>
  decideApproval(
    seen,
    { decision: 'decline', digest: seen.digest, reason: 'no' },
    { policy, entry: entryWith(), signed: [], groups: ['finance'] },
    stamp,
  );

function failure(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isTreasuryError(error) ? `${error.code}: ${error.message}` : String(error);
  }
  return 'none';
}

describe('a request of before people were named in another way', () => {
  test('is approved by nobody who might have asked for it, and says what to do', () => {
    const refused = failure(() => approve(request(), renamed('frank')));
    expect(refused).toMatch(/^identity-changed: .*asked for again with a new id$/);
    expect(failure(() => approve(oldRequest(), renamed('frank')))).toMatch(/^identity-changed/);
  });

  test('is declined by everybody, because that only stops it', () => {
    expect(decline(request(), renamed('frank')).kind).toBe('declined');
  });

  test('is taken back under the same name, and under no other', () => {
    const canceled = decideCancel(request(), by('alice@example.com', laterEpoch));
    expect(canceled.state.status).toBe('canceled');
    expect(failure(() => decideCancel(request(), renamed('alice')))).toMatch(/^not-your-instruction/);
  });

  test('that says nothing of its epoch is of the first one: its approvals count as ever', () => {
    const once = approve(oldRequest(), by('frank@example.com'));
    expect(once.kind).toBe('waiting');
    expect(approve(once.next, by('fiona@example.com')).kind).toBe('approved');
    expect(failure(() => approve(oldRequest(), by('alice@example.com')))).toMatch(/^own-instruction/);
  });
});

describe('an approval', () => {
  test('keeps by what the person is named, and so does the step', () => {
    const { next } = approve(request(), by('frank@example.com'));
    expect(next.approvals).toMatchObject([{ by: 'frank@example.com', identity: usualEpoch }]);
    expect(next.history.at(-1)).toMatchObject({ reason: 'approval-given', identity: usualEpoch });
    expect(incoherenceOf(next)).toBeUndefined();
  });

  test('that says another epoch than its step is forged', () => {
    const { next } = approve(request(), by('frank@example.com'));
    const approvals = next.approvals.map((each) => ({ ...each, identity: laterEpoch }));
    expect(incoherenceOf({ ...next, approvals })?.problem).toMatch(/^its approvals are not those/);
  });

  test('of a new request to a destination of before waits until people have confirmed that again', () => {
    const asked = request(renamed('alice'));
    const unconfirmed = failure(() => approve(asked, renamed('frank')));
    expect(unconfirmed).toMatch(/^identity-changed: .*two people confirm acme-usdt-eth again/);
    const again = ['walter', 'wanda'].reduce(
      (seen, name) => addConfirmation(seen, seen.digest, 1_000, renamed(name), firstEpoch),
      entryWith(),
    );
    expect(failure(() => approve(asked, renamed('walter'), again))).toMatch(/^own-destination/);
    const once = approve(asked, renamed('frank'), again);
    expect(failure(() => approve(once.next, renamed('FRANK'), again))).toMatch(/^already-approved/);
    expect(approve(once.next, renamed('fiona'), again).kind).toBe('approved');
  });
});

describe('money in doubt', () => {
  const inDoubt = (asked = request()) => {
    const sending = startSending(
      markApproved(asked, by('reconciliation')),
      { timestamp: noon, recvWindow: 5_000 },
      by('withdrawal-release'),
    );
    return flagForAttention(markUnknown(sending, 'http-502', by('x')), 'near-match', [], by('x'));
  };
  const resolve = (seen: Instruction, stamp: ReturnType<typeof by>, evidence = 'seen') =>
    decideResolution(seen, { decision: 'failed', evidence, digest: seen.digest }, stamp, { firstEpoch });
  const doubt = inDoubt();
  const first = resolve(doubt, renamed('dave'));

  test('of a request of before takes three people, because one of them may have asked for it', () => {
    const second = resolve(first.next, renamed('alice'));
    expect([first.kind, second.kind]).toEqual(['proposed', 'proposed']);
    expect(second.next.state).toMatchObject({
      proposal: { by: 'id-alice', identity: laterEpoch, agreedBefore: [{ by: 'id-dave', identity: laterEpoch }] },
    });
    expect(resolve(second.next, renamed('dave'))).toEqual({ kind: 'proposed', next: second.next });
    expect(resolve(second.next, renamed('alice'))).toEqual({ kind: 'proposed', next: second.next });
    const third = resolve(second.next, renamed('erin'));
    expect(third).toMatchObject({ kind: 'resolved', next: { state: { status: 'failed', reason: 'resolved' } } });
  });

  test('is decided by three also where one of them has used up all changes of mind', () => {
    let said = first.next;
    for (let count = 1; count < proposalsMax; count += 1) said = resolve(said, renamed('dave'), `seen ${count}`).next;
    expect(failure(() => resolve(said, renamed('dave'), 'once more'))).toMatch(/^too-many-proposals/);
    const second = resolve(said, renamed('alice'));
    expect(second.kind).toBe('proposed');
    expect(resolve(second.next, renamed('erin')).kind).toBe('resolved');
  });

  test('keeps who agreed where the last of them says it with other evidence', () => {
    const second = resolve(first.next, renamed('erin'));
    const again = resolve(second.next, renamed('erin'), 'a receipt');
    expect(again.next.state).toMatchObject({ proposal: { evidence: 'a receipt', agreedBefore: [{ by: 'id-dave' }] } });
    expect(resolve(again.next, renamed('frank')).kind).toBe('resolved');
  });

  test('of a request of now takes two', () => {
    const once = resolve(inDoubt(request(renamed('alice'))), renamed('dave'));
    expect(resolve(once.next, renamed('erin')).kind).toBe('resolved');
    expect(failure(() => resolve(once.next, renamed('alice')))).toMatch(/^own-instruction/);
  });

  test('is not decided by a decision of before and one of now: the new one is the first again', () => {
    const old = resolve(doubt, by('dave@example.com'));
    const { kind, next } = resolve(old.next, renamed('dave'));
    expect(kind).toBe('proposed');
    expect(next.state).toMatchObject({ proposal: { by: 'id-dave' } });
    expect(next.state).not.toHaveProperty('proposal.agreedBefore');
  });

  test('is coherent with whoever agreed, and not with somebody who did not', () => {
    const { next } = resolve(first.next, renamed('erin'));
    expect(incoherenceOf(next)).toBeUndefined();
    if (next.state.status !== 'needs-attention' || next.state.proposal === undefined) throw new TypeError('proposed');
    const proposal = { ...next.state.proposal, agreedBefore: [renamed('mallory')] };
    expect(incoherenceOf({ ...next, state: { ...next.state, proposal } })?.problem).toMatch(/^its proposal/);
  });
});
