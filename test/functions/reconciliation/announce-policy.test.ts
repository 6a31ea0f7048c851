import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith } from '../../support/instructions.ts';

const dayMs = 86_400_000;
const looser = policyWith({ withdrawals: { USDT: { perInstruction: '60000' } } });

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const changes = () => fixture.outbox.events.filter(({ type }) => type === 'PolicyChanged').map(({ detail }) => detail);

describe('the tick', () => {
  test('tells people of a change that whoever made it could not tell', async () => {
    await fixture.parts.policyWriter.propose(looser, 'deploy');
    await tick(fixture.parts);
    await tick(fixture.parts);
    expect(changes()).toMatchObject([{ what: 'loosening-proposed', actsAt: '2026-11-21T10:00:00.000Z' }]);
  });

  test('writes down and tells that a looser policy is in force, once', async () => {
    await fixture.parts.policyWriter.propose(looser, 'deploy');
    await tick(fixture.parts);
    fixture.clock.advance(dayMs);
    await tick(fixture.parts);
    await tick(fixture.parts);
    expect(changes()).toMatchObject([
      { what: 'loosening-proposed' },
      { what: 'loosening-in-force', at: '2026-11-21T10:00:00.000Z', paths: ['withdrawals.USDT.perInstruction'] },
    ]);
    expect((await fixture.parts.policies.read()).inForce.policy).toEqual(looser);
  });

  test('goes on with everything else where the policy cannot be told of', async () => {
    await fixture.parts.policyWriter.propose(looser, 'deploy');
    fixture.outbox.setAway(true);
    expect(await tick(fixture.parts)).toMatchObject({ open: 0 });
    expect(fixture.reports).toContain('a change of the policy could not be announced');
    fixture.outbox.setAway(false);
    await tick(fixture.parts);
    expect(changes()).toHaveLength(1);
  });
});
