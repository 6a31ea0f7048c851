import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findObstacle } from '../../../functions/asset-transfer/find-obstacle.ts';
import { findPlan } from '../../../functions/asset-transfer/plan.ts';
import { runSweep } from '../../../functions/asset-transfer/run-sweep.ts';
import { amount, zero } from '../../../functions/shared/core/amount.ts';
import { parseSweepRun } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../../../functions/shared/ledger/policy/policy.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, policyWith, stamp, transfer } from '../../support/instructions.ts';

const scheduledTime = '2026-11-20T10:00:00Z';
const run = parseSweepRun({ sweepId: 'usdt-to-custody', scheduledTime });
const usual = { id: 'usdt-to-custody', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '10000' } };
const policyOf = (changes: object, others: object = {}): Policy =>
  policyWith({ sweeps: [{ ...usual, ...changes }], ...others });
const transferPath = '/api/v1/account/assetTransfer';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  const balances = [{ asset: 'USDT', total: '12500.5', free: '12500.5', locked: '0' }];
  fixture.script.on('/api/v1/account', { status: 200, body: JSON.stringify({ balances }) });
  fixture.script.on(transferPath, { status: 200, body: '{"success":true,"orderId":"901","clientOrderId":""}' });
});
afterEach(() => fixture.close());

/** The policy changes once the run was decided and its attempt is written. */
async function sweepWhile(before: Policy, after: Policy) {
  await fixture.parts.policies.put(before);
  let asked = 0;
  const get = async () => {
    asked += 1;
    if (asked === 2) await fixture.parts.policies.put(after);
    return fixture.parts.policies.get();
  };
  return runSweep({ ...fixture.parts, policies: { ...fixture.parts.policies, get } }, run, false);
}

describe('the last look at a transfer stops', () => {
  test.each<[string, object, object]>([
    ['a reserve that is higher by now', {}, { amount: { above: '11000' } }],
    ['a minimum that is higher by now', {}, { min: '2501' }],
    ['a maximum that is lower by now', {}, { max: '2500' }],
    ['a target that is reached by now', { amount: { topUpTo: '15000' } }, { amount: { topUpTo: '12501' } }],
    ['a target whose account was not looked at', {}, { amount: { topUpTo: '90000' } }],
    ['a share that is smaller by now', { amount: { percentage: '50' } }, { amount: { percentage: '49' } }],
    ['an amount that is smaller by now', { amount: { fixed: '50' } }, { amount: { fixed: '49' } }],
    ['a sweep that only decides by now', {}, { dryRun: true }],
    ['a sweep that is switched off by now', {}, { enabled: false }],
    ['a sweep that goes elsewhere by now', {}, { from: 'custody', to: 'trading' }],
  ])('for %s', async (_what, before, after) => {
    const held = await sweepWhile(policyOf(before), policyOf(after));
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
    expect(fixture.script.seen.filter(({ target }) => target === transferPath)).toEqual([]);
  });

  test('for one that is too old by now', async () => {
    await fixture.parts.policies.put(policyOf({}, { approvalExpiryMs: 3_000 }));
    let asked = 0;
    const get = async () => {
      asked += 1;
      if (asked === 2) fixture.clock.advance(3_001);
      return fixture.parts.policies.get();
    };
    const held = await runSweep({ ...fixture.parts, policies: { ...fixture.parts.policies, get } }, run, false);
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
    expect(fixture.script.seen.filter(({ target }) => target === transferPath)).toEqual([]);
    fixture.clock.advance(60_000);
    expect((await runSweep(fixture.parts, run, false)).state).toEqual({
      status: 'expired',
      reason: 'approval-expired',
    });
  });

  test('for a run that has to start sooner by now, and ends it then', async () => {
    fixture.clock.advance(120_000);
    const held = await sweepWhile(policyOf({}), policyOf({ startWithinMs: 60_000 }));
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
    expect(fixture.script.seen.filter(({ target }) => target === transferPath)).toEqual([]);
    expect((await runSweep(fixture.parts, run, false)).state).toEqual({ status: 'rejected', reason: 'too-late' });
  });

  test('for nothing where the policy is the same', async () => {
    expect((await sweepWhile(policyOf({}), policyOf({ max: '2500.5' }))).state).toMatchObject({ status: 'sent' });
  });
});

describe('whatever the first look at a transfer refuses, the last look refuses', () => {
  const quantity = fc.constantFrom('0', '1', '7', '10', '50.5', '100', '123.456789', '2000').map(amount);
  const form = fc.oneof(
    fc.record({ above: quantity }),
    fc.record({ topUpTo: fc.constantFrom('1', '60', '3000') }),
    fc.record({ fixed: fc.constantFrom('1', '50.5', '100') }),
    fc.record({ percentage: fc.constantFrom('1', '40', '100') }),
  );
  const sweep = fc.record(
    {
      amount: form,
      min: fc.constantFrom('1', '60'),
      max: fc.constantFrom('60', '500'),
      enabled: fc.boolean(),
      dryRun: fc.boolean(),
      startWithinMs: fc.constantFrom(60_000, 7_200_000, 86_400_000),
    },
    { requiredKeys: ['amount'] },
  );

  test('by the same list, asked about the same moment', () => {
    let stopped = 0;
    const reasons = new Set<unknown>();
    fc.assert(
      fc.property(
        sweep,
        fc.record({ fromFree: quantity, toTotal: quantity }),
        quantity.filter((each) => each !== zero),
        fc.boolean(),
        fc.constantFrom(0, 60_001, 3_600_000, 3_600_001, 90_000_000),
        (changes, balances, moves, isPaused, age) => {
          const policy = policyOf(changes);
          const instruction = approved({ ...transfer(), quantity: moves });
          const at = instruction.createdAt + age;
          const context = { plan: findPlan(policy, run), approvalExpiryMs: policy.approvalExpiryMs, isPaused };
          const first =
            findObstacle(instruction, context, { ...stamp, at }) ??
            findObstacle(instruction, { ...context, balances }, { ...stamp, at });
          if (first === undefined) return;
          stopped += 1;
          reasons.add('reason' in first ? first.reason : first.kind);
          expect(findObstacle(instruction, { ...context, balances }, { ...stamp, at })).toEqual(first);
        },
      ),
    );
    expect(stopped).toBeGreaterThan(0);
    expect([...reasons]).toContain('too-late');
  });
});
