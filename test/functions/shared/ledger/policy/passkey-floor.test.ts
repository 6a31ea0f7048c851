import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { approvalRequirement } from '../../../../../functions/shared/ledger/authorization/quorum.ts';
import { type PasskeyFloor, raisedTo } from '../../../../../functions/shared/ledger/policy/passkey-floor.ts';
import { stricterLevel } from '../../../../../functions/shared/ledger/policy/passkeys.ts';
import { arbitraryPolicy, arbitraryQuantity } from '../../../../support/policy-arbitraries.ts';

const arbitraryFloor: fc.Arbitrary<PasskeyFloor> = fc.record({
  level: fc.constantFrom('off', 'approvals', 'all'),
  over: fc.oneof(
    fc.constant({}),
    fc.constantFrom('0', '5', '7').map((over) => ({ USDT: amount(over) })),
  ),
});

describe('a policy under the floor of its stage', () => {
  test('asks for signatures wherever one of them does, and nowhere else', () =>
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryFloor, arbitraryQuantity, (policy, floor, text) => {
        fc.pre('USDT' in policy.withdrawals);
        const quantity = amount(text);
        const over = floor.over.USDT;
        const asked =
          approvalRequirement(policy, 'USDT', quantity).passkeys ||
          floor.level !== 'off' ||
          (over !== undefined && Number(text) > Number(over));
        expect(approvalRequirement(raisedTo(floor, policy), 'USDT', quantity).passkeys).toBe(asked);
      }),
    ));

  test('asks for the same people as before', () =>
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryFloor, arbitraryQuantity, (policy, floor, text) => {
        const people = (of: typeof policy) => {
          const { quorum, groups } = approvalRequirement(of, 'USDT', amount(text));
          return { quorum: Math.max(quorum, groups.length), groups: groups.toSorted() };
        };
        expect(people(raisedTo(floor, policy))).toEqual(people(policy));
      }),
    ));

  test('has the stricter of both levels', () =>
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryFloor, (policy, floor) => {
        expect(raisedTo(floor, policy).passkeys).toBe(stricterLevel(floor.level, policy.passkeys));
      }),
    ));
});
