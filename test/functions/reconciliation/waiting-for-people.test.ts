import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type House, startHouse } from '../../support/house.ts';
import { policyWith, withdrawal } from '../../support/instructions.ts';

let house: House;
beforeEach(async () => {
  house = await startHouse();
});
afterEach(() => house.close());

const limits = (quorum: number) => ({ USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum }] } });
const stored = async () => (await house.parts.instructions.get(withdrawal().instructionId))?.state;

/** A withdrawal that frank approved, where it took two people. */
async function approvedByOne(): Promise<void> {
  await house.parts.policies.put(policyWith({ withdrawals: limits(2) }));
  const now = { at: house.clock.now(), by: 'alice@example.com' };
  const waiting = awaitApproval(createInstruction(withdrawal(), now), now);
  const approved = addApproval(waiting, ['finance'], false, { ...now, by: 'frank@example.com' });
  await house.parts.instructions.create(approved);
}

describe('a withdrawal that waits for people', () => {
  test('goes on waiting as long as they are too few', async () => {
    await approvedByOne();
    await tick(house.parts);
    expect(await stored()).toEqual({ status: 'awaiting-approval' });
    expect(house.outbox.messages).toEqual([]);
  });

  test('is handed on when the policy of now finds them enough', async () => {
    await approvedByOne();
    await house.parts.policies.put(policyWith({ withdrawals: limits(1) }));
    await tick(house.parts);
    expect(await stored()).toEqual({ status: 'approved' });
    expect(house.outbox.messages).toMatchObject([{ deduplicationId: `${withdrawal().instructionId}.4` }]);
    expect(house.outbox.events.at(-1)?.detail).toMatchObject({ status: 'approved' });
  });

  test('is not handed on for a person who does not approve any more', async () => {
    await approvedByOne();
    const roles = { approver: ['treasury'] };
    await house.parts.policies.put(policyWith({ withdrawals: limits(1), roles }));
    await tick(house.parts);
    expect(await stored()).toEqual({ status: 'awaiting-approval' });
  });

  test('whose destination was revoked is sent by nobody, whatever the tick makes of its approvals', async () => {
    await approvedByOne();
    await house.parts.policies.put(policyWith({ withdrawals: limits(1) }));
    const now = { by: 'wanda@example.com', at: house.clock.now() };
    await house.parts.whitelist.change('acme-usdt-eth', (entry) => revoke(entry, now));
    await tick(house.parts);
    const { state } = await releaseWithdrawal(house.parts, withdrawal().instructionId);
    expect(state).toEqual({ status: 'rejected', reason: 'destination-revoked' });
  });

  test('ends when it has waited too long, also where nobody approved it', async () => {
    await approvedByOne();
    house.clock.advance(86_400_001);
    await tick(house.parts);
    expect(await stored()).toEqual({ status: 'expired', reason: 'approval-expired' });
  });
});
