import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { loadTreasury, stageNames } from '../../../infra/config/stages.ts';
import { configWith } from '../../support/config.ts';

const own = {
  accounts: { trading: '2649292498437183232', custody: '2649292498437183235' },
  whitelist: [],
  identity: { issuer: 'https://login.acme-treasury.hk', audience: 'treasury' },
};
const inProduction = { ...own, environment: 'hashkey-production' };
const limited = { USDT: { perInstruction: '100', rolling: { '7d': '500' } } };

describe('the stages', () => {
  test('are this machine’s, the sandbox and production', async () => {
    expect(stageNames).toEqual(['local', 'sandbox', 'production']);
    const environments = await Promise.all(stageNames.map(async (name) => (await loadTreasury(name)).environment));
    expect(environments).toEqual(['local', 'hashkey-sandbox', 'hashkey-production']);
  });

  test('production asks people about what it cannot find, and calls from addresses that stay the same', async () => {
    const { policy, egress } = await loadTreasury('production');
    expect(JSON.parse(policy).absence).toEqual({
      'asset-transfer': 'ask',
      withdrawal: 'ask',
      'fiat-withdrawal': 'ask',
    });
    expect(egress).toEqual({ natGateways: 2 });
  });

  test('production takes two people for the smallest payment', async () => {
    const { withdrawals } = JSON.parse((await loadTreasury('production')).policy);
    for (const { approvals } of Object.values<{ approvals: { over: string; quorum: number }[] }>(withdrawals)) {
      expect(approvals.find(({ over }) => over === '0')?.quorum).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('example values', () => {
  test('are named by their paths, in each stage that can be deployed', async () => {
    const expected = ['accounts.trading', 'accounts.custody', 'whitelist.0.address', 'identity.issuer'];
    expect((await loadTreasury('sandbox')).examples).toEqual(expected);
    expect((await loadTreasury('production')).examples).toEqual([...expected, 'notifications.emails.0']);
    expect((await loadTreasury('local')).examples).toBeUndefined();
  });

  test('are none once each is replaced', () => {
    expect(defineTreasury(configWith(own)).examples).toBeUndefined();
  });

  test.each(['https://example.com', 'https://login.acme.example', 'https://a.b.test/realms/x'])(
    '%s is nobody’s login',
    (issuer) => {
      const identity = { issuer, audience: 'treasury' };
      expect(defineTreasury(configWith({ ...own, identity })).examples).toEqual(['identity.issuer']);
    },
  );
});

describe('where money can be lost', () => {
  test.each([{}, { counts: { '24h': 3 } }, { perDestination: { rolling: { '24h': '100' } } }])(
    'a coin that has no limit over time is refused: %j',
    (limits) => {
      const withdrawals = { USDT: { perInstruction: '100', ...limits } };
      expect(() => defineTreasury(configWith({ ...inProduction, withdrawals }))).toThrow(
        'withdrawals.USDT.rolling: has no limit over time, and hashkey-production moves real money',
      );
      expect(() => defineTreasury(configWith({ ...own, withdrawals }))).not.toThrow();
    },
  );

  test('one with a limit for a week is taken', () => {
    expect(() => defineTreasury(configWith({ ...inProduction, withdrawals: limited }))).not.toThrow();
  });
});

describe('the way to the exchange', () => {
  test('has no address of its own unless asked for, and two then', () => {
    expect(defineTreasury(configWith()).egress).toBeUndefined();
    expect(defineTreasury(configWith({ egress: { natGateways: 1 } })).egress).toBeUndefined();
    expect(defineTreasury(configWith({ egress: { staticIp: true } })).egress).toEqual({ natGateways: 2 });
  });

  test.each([0, 3, '1'])('has one or two gateways, not %j', (natGateways) => {
    const egress = { staticIp: true, natGateways };
    expect(() => defineTreasury(configWith({ egress }))).toThrow(/egress\.natGateways: .*expected 1 or 2/);
  });
});
