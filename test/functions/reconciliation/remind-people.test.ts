import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { remindPeople } from '../../../functions/reconciliation/remind-people.ts';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { createInstruction } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { stamp, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const reminders = () => fixture.outbox.events.filter(({ type }) => type === 'InstructionExpiresSoon');

test('a tick reminds people once of what expires soon, and again only where it could not note that it had', async () => {
  const { instructions } = fixture.parts;
  const { instruction } = await instructions.create(awaitApproval(createInstruction(withdrawal(), stamp), stamp));
  fixture.clock.advance(23 * 3_600_000);
  await tick(fixture.parts);
  await tick(fixture.parts);
  expect(reminders()).toHaveLength(1);
  expect(await instructions.get(instruction.content.instructionId)).toMatchObject({
    ...{ version: instruction.version, reminders: ['expires-soon'] },
  });
  // As a tick that read it before the first one had noted anything.
  const stale = await remindPeople(fixture.parts, instruction, { approvalExpiryMs: 86_400_000 });
  expect([reminders().length, stale.reminders]).toEqual([2, undefined]);
});
