import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { localTreasury } from '../../../infra/config/local.ts';
import type { TreasuryInput } from '../../../infra/config/schema.ts';
import { loadTreasury, stageNames } from '../../../infra/config/stages.ts';
import { configWith, sweepWith } from '../../support/config.ts';

describe('a configuration', () => {
  test('becomes schedules for the deploy and a policy for the functions', () => {
    const treasury = defineTreasury(configWith());
    expect(treasury.sweeps).toEqual([
      {
        id: 'usdt-to-custody',
        to: 'custody',
        coin: 'USDT',
        amount: { above: '10000' },
        schedule: 'cron(0 18 ? * MON-FRI *)',
        timezone: 'Asia/Hong_Kong',
        enabled: true,
      },
    ]);
    const policy = parsePolicy(JSON.parse(treasury.policy));
    expect(policy).toMatchObject({
      approvalExpiryMs: 86_400_000,
      sweeps: [{ id: 'usdt-to-custody', amount: { above: '10000' }, min: '100', max: '250000', dryRun: false }],
      withdrawals: { USDT: { perInstruction: '50000' } },
    });
    // What is looser waits, and people are told of it: when a sweep runs and who gets mails is part of that.
    expect(policy.sweeps).toMatchObject([{ schedule: 'cron(0 18 ? * MON-FRI *)', timezone: 'Asia/Hong_Kong' }]);
    expect(policy.notifications).toEqual({ emails: [] });
  });

  test('may have a sweep run for deposits, which the functions know of and no schedule', () => {
    const onArrival = sweepWith({ schedule: undefined, timezone: undefined, trigger: 'deposit' });
    const { sweeps, policy } = defineTreasury(configWith({ ...onArrival, deposits: { stuckAfter: '30m' } }));
    expect(sweeps).toMatchObject([{ id: 'usdt-to-custody' }]);
    expect(sweeps[0]).not.toHaveProperty('schedule');
    const { sweeps: inPolicy, depositLimitMs } = parsePolicy(JSON.parse(policy));
    expect(inPolicy).toMatchObject([{ trigger: 'deposit', startWithinMs: 3_600_000 }]);
    expect(inPolicy[0]).not.toHaveProperty('schedule');
    expect(depositLimitMs).toEqual({ crypto: 1_800_000, fiat: 86_400_000 });
  });

  test('of each stage is whole', async () => {
    for (const stage of stageNames) {
      const treasury = await loadTreasury(stage);
      expect(() => parsePolicy(JSON.parse(treasury.policy))).not.toThrow();
    }
  });

  test('of the local stage takes the accounts and entries of another exchange', () => {
    const treasury = localTreasury({
      accounts: { trading: '1', custody: '2' },
      coin: 'BTC',
      whitelist: [{ id: 'cold', coin: 'BTC', chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' }],
      paysBanks: false,
    });
    const { accounts, withdrawals } = JSON.parse(treasury.policy);
    expect(accounts).toMatchObject({ trading: '1' });
    // Without a key for it, the daily check of the keys is not to ask for one.
    expect(Object.keys(withdrawals)).toEqual(['BTC']);
    expect(JSON.parse(treasury.whitelist)).toMatchObject([{ id: 'cold' }]);
  });

  test('tells all its flaws at once', () => {
    const wrong = { ...configWith(), environment: 'hashkey', approvalExpiry: 'soon', extra: 1 } as TreasuryInput;
    expect(() => defineTreasury(wrong)).toThrow(/extra: unknown field.*|approvalExpiry/);
    const crossed = configWith({ withdrawals: { BTC: { perInstruction: '1' } }, environment: 'hashkey-pro-staging' });
    expect(() => defineTreasury(crossed)).toThrow(
      /environment: the HashKey PRO API has no transfer.*withdrawals\.BTC: BTC is not in coins/s,
    );
  });

  test.each([
    [{ coins: {} }, 'sweeps.0.coin: USDT is not in coins; expected one that is there; there is none yet'],
    [sweepWith({ from: 'tradign' }), 'sweeps.0.from: tradign is not in accounts; expected one of trading, custody'],
  ])('says which names there are: %j', (changes, flaw) => {
    expect(() => defineTreasury(configWith(changes))).toThrow(flaw);
  });
});
