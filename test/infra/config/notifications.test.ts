import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const withNotifications = (notifications: unknown) => defineTreasury(configWith({ notifications }));

describe('who is told of alarms', () => {
  test('is nobody where the configuration says nothing', () => {
    expect(defineTreasury(configWith()).notifications).toEqual({ emails: [] });
  });

  test('is each address that is named', () => {
    const emails = ['oncall@example.com', 'treasury@example.com'];
    expect(withNotifications({ emails }).notifications).toEqual({ emails });
  });

  test('is nobody twice, however it is written', () => {
    const emails = ['oncall@example.com', 'OnCall@example.com'];
    expect(() => withNotifications({ emails })).toThrow('notifications.emails.1: is there twice');
  });

  test.each([
    [{ emails: ['oncall'] }, 'notifications.emails.0'],
    [{ emails: ['oncall@example.com, ops@example.com'] }, 'notifications.emails.0'],
    [{ emails: Array.from({ length: 21 }, (_, index) => `p${index}@example.com`) }, 'notifications.emails'],
    [{ email: 'oncall@example.com' }, 'notifications.email'],
    [{ people: [{ email: 'finance' }] }, 'notifications.people.0.email'],
    [{ people: [{ email: 'a@example.com', kinds: ['approve'] }] }, 'notifications.people.0.kinds.0'],
    [{ people: [{ email: 'a@example.com', kinds: [] }] }, 'notifications.people.0.kinds'],
    [{ people: [{ email: 'a@example.com', groups: ['nobody'] }] }, 'notifications.people.0.groups.0: is no group'],
    [{ people: [{ email: 'a@example.com', groups: ['ops', 'ops'] }] }, 'notifications.people.0.groups'],
    [
      { people: [{ email: 'a@example.com' }, { email: 'A@example.com' }] },
      'notifications.people.1.email: is there twice',
    ],
    [{ people: [{ email: 'a@example.com', group: 'ops' }] }, 'notifications.people.0.group'],
    [{ link: 'http://treasury.example.com' }, 'notifications.link'],
    [{ link: 'https://treasury.example.com/#a' }, 'notifications.link'],
    [{ runbook: 'http://git.example.com/runbook.md' }, 'notifications.runbook'],
    [{ runbook: 'https://git.example.com/runbook.md#in-doubt' }, 'notifications.runbook'],
  ])('is refused where it cannot be: %j', (notifications, field) => {
    expect(() => withNotifications(notifications)).toThrow(field);
  });
});

describe('what is watched', () => {
  test('is every coin that can move, and each window that limits what leaves of it', () => {
    const limits = { rolling: { '24h': '200000' }, counts: { '24h': 10, '7d': 40 } };
    const { monitored: watched } = defineTreasury(
      configWith({
        coins: { USDT: { decimals: 6 }, BTC: { decimals: 8 } },
        withdrawals: { BTC: { perInstruction: '1', ...limits } },
      }),
    );
    expect(watched).toEqual({
      coins: ['BTC', 'USDT'],
      limits: [
        { coin: 'BTC', window: '24h' },
        { coin: 'BTC', window: '7d' },
      ],
    });
  });
});
