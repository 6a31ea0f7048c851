import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { type House, startHouse } from '../../support/house.ts';
import { policyWith } from '../../support/instructions.ts';

const dayMs = 86_400_000;
const looser = policyWith({ withdrawals: { USDT: { perInstruction: '60000' } } });

let house: House;
beforeEach(async () => {
  house = await startHouse();
});
afterEach(() => house.close());

const changes = () => house.outbox.events.filter(({ type }) => type === 'PolicyChanged').map(({ detail }) => detail);

describe('the tick', () => {
  test('tells people of a change that whoever made it could not tell', async () => {
    await house.parts.policyWriter.propose(looser, 'deploy');
    await tick(house.parts);
    await tick(house.parts);
    expect(changes()).toMatchObject([{ what: 'loosening-proposed', actsAt: '2026-11-21T10:00:00.000Z' }]);
  });

  test('writes down and tells that a looser policy is in force, once', async () => {
    await house.parts.policyWriter.propose(looser, 'deploy');
    house.clock.advance(dayMs);
    await tick(house.parts);
    await tick(house.parts);
    expect(changes()).toMatchObject([
      { what: 'loosening-proposed' },
      { what: 'loosening-in-force', at: '2026-11-21T10:00:00.000Z', paths: ['withdrawals.USDT.perInstruction'] },
    ]);
    expect(await house.parts.policies.get()).toEqual(looser);
  });

  test('goes on with everything else where the policy cannot be told of', async () => {
    await house.parts.policyWriter.propose(looser, 'deploy');
    house.outbox.setAway(true);
    expect(await tick(house.parts)).toMatchObject({ open: 0 });
    expect(house.reports).toContain('a change of the policy could not be announced');
    house.outbox.setAway(false);
    await tick(house.parts);
    expect(changes()).toHaveLength(1);
  }, 20_000);
});
