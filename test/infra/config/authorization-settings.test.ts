import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const define = (changes: Record<string, unknown>) =>
  parsePolicy(JSON.parse(defineTreasury(configWith(changes)).policy));
const tiers = (...approvals: Record<string, unknown>[]) => ({
  withdrawals: { USDT: { perInstruction: '50000', approvals } },
});

describe('the authorization’s part of a configuration', () => {
  test('reaches the policy, delays in milliseconds', () => {
    const approvals = [
      { over: '0', quorum: 1, groups: [] },
      { over: '10000', quorum: 2, groups: ['treasury', 'finance'] },
    ];
    expect(define({ ...tiers(...approvals), whitelistCoolOff: '30m', looseningDelay: '2h' })).toMatchObject({
      withdrawals: { USDT: { approvals } },
      whitelistCoolOffMs: 1_800_000,
      looseningDelayMs: 7_200_000,
    });
  });

  test('is one approval and a day of each delay where it says nothing', () => {
    expect(define({})).toMatchObject({
      withdrawals: { USDT: { approvals: [{ over: '0', quorum: 1, groups: [] }] } },
      whitelistCoolOffMs: 86_400_000,
      looseningDelayMs: 86_400_000,
    });
  });

  test('may have short delays in environment local', () => {
    const short = { environment: 'local', whitelistCoolOff: '5s', looseningDelay: '10s', approvalExpiry: '2s' };
    expect(define(short)).toMatchObject({
      whitelistCoolOffMs: 5_000,
      looseningDelayMs: 10_000,
      approvalExpiryMs: 2_000,
    });
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a group of a tier that may not approve',
      tiers({ over: '0', quorum: 1, groups: ['audit'] }),
      /withdrawals\.USDT\.approvals\.0\.groups: audit may not approve.*treasury, finance/,
    ],
    ['a coin that nobody may approve', { roles: {} }, /roles\.approver: is empty/],
    [
      'fewer people for more money',
      tiers({ over: '0', quorum: 2 }, { over: '10', quorum: 1 }),
      /withdrawals\.USDT\.approvals\.1\.quorum: .*at least 2/,
    ],
    [
      'a tier that begins between what the coin can have',
      tiers({ over: '0', quorum: 1 }, { over: '0.0000001', quorum: 2 }),
      /withdrawals\.USDT\.approvals\.1\.over: has more decimals/,
    ],
    ['a cool-off that the exchange does not keep', { whitelistCoolOff: '29m' }, /whitelistCoolOff: .*30m or more/],
    ['an expiry that nobody can approve in', { approvalExpiry: '299s' }, /approvalExpiry: .*5m or more/],
    ['a delay that nobody can veto in', { looseningDelay: '59m' }, /looseningDelay: .*1h or more/],
  ])('is refused with %s', (_what, changes, says) => {
    expect(() => define(changes)).toThrow(says);
  });
});
