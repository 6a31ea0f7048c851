import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const limits = (quorum: number) => ({ USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum }] } });
const stored = async () => (await fixture.parts.instructions.get(withdrawal().instructionId))?.state;

/** A withdrawal that frank approved, where it took two people. */
async function approvedByOne(): Promise<void> {
  await fixture.parts.policies.put(policyWith({ withdrawals: limits(2) }));
  const now = { at: fixture.clock.now(), by: 'alice@example.com' };
  const waiting = awaitApproval(createInstruction(withdrawal(), now), now);
  const approved = addApproval(waiting, { groups: ['finance'], isEnough: false }, { ...now, by: 'frank@example.com' });
  await fixture.parts.instructions.create(approved);
}

describe('a withdrawal that waits for people', () => {
  test('goes on waiting as long as they are too few', async () => {
    await approvedByOne();
    await tick(fixture.parts);
    expect(await stored()).toEqual({ status: 'awaiting-approval' });
    expect(fixture.outbox.messages).toEqual([]);
  });

  test('is sent to its queue when the policy of now finds them enough', async () => {
    await approvedByOne();
    await fixture.parts.policies.put(policyWith({ withdrawals: limits(1) }));
    await tick(fixture.parts);
    expect(await stored()).toEqual({ status: 'approved' });
    expect(fixture.outbox.messages).toMatchObject([{ deduplicationId: `${withdrawal().instructionId}.4` }]);
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'approved' });
  });

  test('is not sent to its queue for a person who does not approve any more', async () => {
    await approvedByOne();
    const roles = { approver: ['treasury'] };
    await fixture.parts.policies.put(policyWith({ withdrawals: limits(1), roles }));
    await tick(fixture.parts);
    expect(await stored()).toEqual({ status: 'awaiting-approval' });
  });

  test('whose destination was revoked is sent by nobody, whatever the tick makes of its approvals', async () => {
    await approvedByOne();
    await fixture.parts.policies.put(policyWith({ withdrawals: limits(1) }));
    const now = { by: 'wanda@example.com', at: fixture.clock.now() };
    await fixture.parts.whitelist.change('acme-usdt-eth', (entry) => revoke(entry, now));
    await tick(fixture.parts);
    const { state } = await releaseWithdrawal(fixture.parts, withdrawal().instructionId);
    expect(state).toEqual({ status: 'rejected', reason: 'destination-revoked' });
  });

  test('ends when it has waited too long, also where nobody approved it', async () => {
    await approvedByOne();
    fixture.clock.advance(86_400_001);
    await tick(fixture.parts);
    expect(await stored()).toEqual({ status: 'expired', reason: 'approval-expired' });
  });
});
