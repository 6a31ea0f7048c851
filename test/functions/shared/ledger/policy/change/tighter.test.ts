import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findObstacle } from '../../../../../../functions/asset-transfer/find-obstacle.ts';
import { findPlan } from '../../../../../../functions/asset-transfer/plan.ts';
import { type Amount, amount, compare, zero } from '../../../../../../functions/shared/core/amount.ts';
import { authorizePayment } from '../../../../../../functions/shared/ledger/authorization/authorize-payment.ts';
import { approvalRequirement, quorumState } from '../../../../../../functions/shared/ledger/authorization/quorum.ts';
import { findFundingPlan } from '../../../../../../functions/shared/ledger/funding/funding-plan.ts';
import type { Approval } from '../../../../../../functions/shared/ledger/instruction/instruction.ts';
import { changeOf, isSamePolicy } from '../../../../../../functions/shared/ledger/policy/change/change.ts';
import { tighter } from '../../../../../../functions/shared/ledger/policy/change/tighter.ts';
import { stricterLevel } from '../../../../../../functions/shared/ledger/policy/passkeys.ts';
import {
  type Policy,
  parsePolicy,
  type RollingLimit,
} from '../../../../../../functions/shared/ledger/policy/policy.ts';
import { decideSweep } from '../../../../../../functions/shared/ledger/sweeps/decide-sweep.ts';
import { noon } from '../../../../../support/clock.ts';
import { approved, stamp, transfer } from '../../../../../support/instructions.ts';
import {
  arbitraryChange,
  arbitraryModels,
  arbitraryPolicy,
  arbitraryQuantity,
} from '../../../../../support/policy-arbitraries.ts';
import { entryWith } from '../../../../../support/whitelist.ts';

/* Two policies, and the one that forbids all that either forbids: judged by the rules that the functions obey. */

const scheduledTime = '2026-11-20T10:00:00Z';
const digest = 'd'.repeat(64);

/** Both of any two policies, of which the second is often much like the first. */
const two = fc.oneof(fc.tuple(arbitraryPolicy, arbitraryPolicy), arbitraryChange);

const holdsFor = (property: (a: Policy, b: Policy, rest: fc.GeneratorValue) => void) =>
  fc.assert(
    fc.property(two, fc.gen(), ([a, b], rest) => property(a, b, rest)),
    // The smallest counterexample of two whole policies takes minutes to find, and says little more than the first.
    { numRuns: 300, endOnFailure: true },
  );

/** A configuration whose coins are not all there is not deployed. */
const isWhole = ({ withdrawals, funding, coins }: Policy) =>
  Object.keys({ ...withdrawals, ...funding?.maxPerTransfer }).every((coin) => coin in coins);

const isAllowed = (policy: Policy, coin: string, quantity: Amount) =>
  authorizePayment(
    { kind: 'withdrawal', destination: 'acme', coin, chain: 'ETH', quantity },
    policy,
    entryWith({ id: 'acme', target: { kind: 'crypto', coin, chain: 'ETH', address: '0x1' } }),
    noon,
  ).kind === 'allowed';

const isApproved = (policy: Policy, coin: string, quantity: Amount, approvals: readonly Approval[]) =>
  coin in policy.withdrawals &&
  quorumState(approvals, approvalRequirement(policy, coin, quantity), {
    digest,
    excluded: [],
    approverGroups: policy.roles.approver,
  }).isEnough;

const takesPasskeys = (policy: Policy, quantity: Amount) => approvalRequirement(policy, 'USDT', quantity).passkeys;

const approvalsOf = (rest: fc.GeneratorValue): Approval[] =>
  ['ann', 'bob', 'cat', 'dan'].map((by) => ({
    by,
    at: noon,
    groups: rest(fc.subarray, ['treasury', 'finance', 'board', 'ops']),
    digest,
  }));

/** What the policy's sweep would move. */
const moved = (policy: Policy, sweepId: string, fromFree: Amount, toTotal: Amount): Amount => {
  const plan = findPlan(policy, { sweepId, scheduledTime });
  const decision = plan?.sweep.enabled && decideSweep(plan.sweep, { fromFree, toTotal }, plan.decimals);
  return decision && decision.kind === 'move' ? decision.quantity : amount('0');
};

describe('a policy that is tighter than both', () => {
  test('lets nothing leave that either forbids', () =>
    holdsFor((a, b, rest) => {
      const coin = rest(fc.constantFrom, 'USDT', 'ETH');
      const quantity = amount(rest(() => arbitraryQuantity));
      if (isAllowed(tighter(a, b), coin, quantity)) {
        expect([isAllowed(a, coin, quantity), isAllowed(b, coin, quantity)]).toEqual([true, true]);
      }
    }));

  test('takes nothing for approved that either takes for not approved', () =>
    holdsFor((a, b, rest) => {
      const quantity = amount(rest(() => arbitraryQuantity));
      const approvals = approvalsOf(rest);
      if (isApproved(tighter(a, b), 'USDT', quantity, approvals)) {
        expect([a, b].map((policy) => isApproved(policy, 'USDT', quantity, approvals))).toEqual([true, true]);
      }
    }));

  test('has every rolling limit of either', () =>
    holdsFor((a, b) => {
      const { withdrawals } = tighter(a, b);
      for (const [coin, { rolling, perDestination }] of Object.entries(withdrawals)) {
        for (const policy of [a, b]) {
          keeps(rolling, policy.withdrawals[coin]?.rolling);
          keeps(perDestination?.rolling, policy.withdrawals[coin]?.perDestination?.rolling);
        }
      }
    }));

  test('moves no more by a sweep than either, and by none that one of them has not', () =>
    holdsFor((a, b, rest) => {
      const sweepId = rest(fc.constantFrom, 'one', 'two');
      const balances = [0, 1].map(() => amount(rest(fc.constantFrom, '0', '4', '7', '50', '123.456789', '2000')));
      const [fromFree = amount('0'), toTotal = amount('0')] = balances;
      const quantity = moved(tighter(a, b), sweepId, fromFree, toTotal);
      for (const policy of [a, b]) {
        expect(compare(quantity, moved(policy, sweepId, fromFree, toTotal))).not.toBe(1);
      }
    }));

  test('sends no transfer on that either would stop', () =>
    holdsFor((a, b, rest) => {
      const run = { sweepId: 'one', scheduledTime };
      const source = rest(() => fc.constantFrom(...Object.values(a.accounts)));
      const address = rest(() => fc.constantFrom(...Object.values(a.accounts)));
      const quantity = amount(rest(() => arbitraryQuantity));
      const instruction = approved({ ...transfer(), sweepId: 'one', source, address, quantity });
      const [fromFree, toTotal] = [0, 1].map(() => amount(rest(fc.constantFrom, '0', '7', '123.456789', '20000')));
      const balances = { fromFree: fromFree ?? zero, toTotal: toTotal ?? zero };
      const at = noon + rest(fc.constantFrom, 0, 60_001, 3_600_001, 7_200_001);
      const may = (policy: Policy) => {
        const { approvalExpiryMs } = policy;
        const context = { plan: findPlan(policy, run), approvalExpiryMs, isPaused: false, balances };
        return findObstacle(instruction, context, { ...stamp, at }) === undefined;
      };
      if (may(tighter(a, b))) expect([may(a), may(b)]).toEqual([true, true]);
    }));

  test('moves no more for a withdrawal than either, and nothing that one of them does not', () =>
    holdsFor((a, b, rest) => {
      const asked = {
        coin: rest(fc.constantFrom, 'USDT', 'ETH'),
        fundFrom: rest(fc.constantFrom, 'trading', 'custody'),
      };
      const plan = findFundingPlan(tighter(a, b), asked);
      if (plan === undefined) return;
      for (const policy of [a, b]) {
        const other = findFundingPlan(policy, asked);
        expect([other?.source, other?.target]).toEqual([plan.source, plan.target]);
        expect(compare(plan.most, other?.most ?? zero)).not.toBe(1);
      }
    }));

  test('waits as long as either, keeps no approval longer, and concludes no more', () =>
    holdsFor((a, b) => {
      const t = tighter(a, b);
      for (const policy of [a, b]) {
        expect(t.approvalExpiryMs).toBeLessThanOrEqual(policy.approvalExpiryMs);
        expect(t.whitelistCoolOffMs).toBeGreaterThanOrEqual(policy.whitelistCoolOffMs);
        expect(t.looseningDelayMs).toBeGreaterThanOrEqual(policy.looseningDelayMs);
        for (const role of ['requester', 'approver', 'whitelister'] as const) {
          expect(policy.roles[role]).toEqual(expect.arrayContaining(t.roles[role]));
        }
        if (policy.absence.withdrawal === 'ask') expect(t.absence.withdrawal).toBe('ask');
      }
      expect(t.identity).toEqual(a.identity);
      expect([t.roles.operator, t.roles.auditor]).toEqual([a.roles.operator, a.roles.auditor]);
    }));

  test('asks for a signature wherever either does, and takes no device that either refuses', () =>
    holdsFor((a, b, rest) => {
      const t = tighter(a, b);
      const quantity = amount(rest(() => arbitraryQuantity));
      const model = rest(fc.constantFrom, ...arbitraryModels);
      for (const policy of [a, b]) {
        if ('USDT' in t.withdrawals && takesPasskeys(policy, quantity)) expect(takesPasskeys(t, quantity)).toBe(true);
        expect(stricterLevel(t.passkeys, policy.passkeys)).toBe(t.passkeys);
        const { synced = true, aaguids = [model] } = policy.authenticators ?? {};
        if (t.authenticators?.synced !== false) expect(synced).toBe(true);
        if (t.authenticators?.aaguids?.includes(model) ?? true) expect(aaguids).toContain(model);
      }
    }));

  test('is whole: each sweep has its accounts and its coin', () =>
    holdsFor((a, b) => {
      const t = tighter(a, b);
      for (const { id } of t.sweeps) expect(() => findPlan(t, { sweepId: id, scheduledTime })).not.toThrow();
    }));

  test('of a policy and itself is that policy', () =>
    fc.assert(
      fc.property(arbitraryPolicy, (policy) => {
        fc.pre(isWhole(policy));
        expect(changeOf(policy, policy)).toMatchObject({ tightened: [], loosened: [] });
      }),
    ));

  test('is not made tighter by proposing the same once more', () =>
    holdsFor((a, b) => expect(changeOf(tighter(a, b), b).tightened).toEqual([])));
});

describe('the classification is total', () => {
  test('what waits nowhere lets nothing through that was forbidden', () =>
    holdsFor((a, b, rest) => {
      const { acting, loosened } = changeOf(a, b);
      if (loosened.length > 0) {
        expect(isSamePolicy(acting, b)).toBe(false);
        return;
      }
      const coin = rest(fc.constantFrom, 'USDT', 'ETH');
      const quantity = amount(rest(() => arbitraryQuantity));
      expect(isAllowed(b, coin, quantity) && !isAllowed(a, coin, quantity)).toBe(false);
      const approvals = approvalsOf(rest);
      expect(isApproved(b, coin, quantity, approvals) && !isApproved(a, coin, quantity, approvals)).toBe(false);
    }));

  test('two policies that differ anywhere differ in what acts at once or in what waits', () =>
    holdsFor((a, b) => {
      fc.pre(isWhole(a) && isWhole(b));
      const { tightened, loosened } = changeOf(a, b);
      expect(tightened.length + loosened.length === 0).toBe(isSamePolicy(a, b));
    }));

  test('the order of lists is no change', () => {
    const turned = (policy: Policy) =>
      parsePolicy({
        ...policy,
        sweeps: policy.sweeps.toReversed(),
        roles: Object.fromEntries(Object.entries(policy.roles).map(([role, groups]) => [role, groups.toReversed()])),
      });
    fc.assert(fc.property(arbitraryPolicy, (policy) => isSamePolicy(turned(policy), policy)));
  });
});

function keeps(mine: readonly RollingLimit[] = [], theirs: readonly RollingLimit[] = []): void {
  for (const { windowMs, amount: most, count } of theirs) {
    const limit = mine.find((each) => each.windowMs === windowMs);
    if (most !== undefined) expect(limit?.amount !== undefined && compare(limit.amount, most) <= 0).toBe(true);
    if (count !== undefined) expect(limit?.count).toBeLessThanOrEqual(count);
  }
}
