import { describe, expect, test } from '@jest/globals';
import { changeOf } from '../../../../../../functions/shared/ledger/policy/change/change.ts';
import { type Policy, parsePolicy } from '../../../../../../functions/shared/ledger/policy/policy.ts';
import { policyWith } from '../../../../../support/instructions.ts';

const sweep = { id: 's', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '100' }, min: '10', max: '50' };
const usdt = {
  perInstruction: '1000',
  rolling: [{ windowMs: 86_400_000, amount: '5000', count: 10 }],
  perDestination: { perInstruction: '500', rolling: [] },
  approvals: [
    { over: '0', quorum: 1 },
    { over: '100', quorum: 2, groups: ['treasury', 'finance'] },
  ],
};
const base = { ...policyWith(), sweeps: [sweep], withdrawals: { USDT: usdt } };

const policy = (changes: Record<string, unknown> = {}): Policy => parsePolicy({ ...base, ...changes });
const withSweep = (changes: Record<string, unknown>) => policy({ sweeps: [{ ...sweep, ...changes }] });
const withUsdt = (changes: Record<string, unknown>) => policy({ withdrawals: { USDT: { ...usdt, ...changes } } });
const withRoles = (changes: Record<string, unknown>) => policy({ roles: { ...base.roles, ...changes } });
const tiers = (...approvals: unknown[]) => withUsdt({ approvals });
const high = { over: '100', quorum: 2, groups: ['treasury', 'finance'] };
const low = { over: '0', quorum: 1 };
const limits = 'withdrawals.USDT';
const identity = { ...base.identity, issuer: 'https://id.example.com' };

/* Each change, and the way back: one of them acts at once, the other one waits. */
describe('acts at once one way, and waits the other way:', () => {
  test.each<[string, Policy, string[]]>([
    ['a lower limit', withUsdt({ perInstruction: '999' }), [`${limits}.perInstruction`]],
    ['a coin that cannot leave any more', policy({ withdrawals: {} }), [limits]],
    [
      'a lower amount and fewer withdrawals in a window',
      withUsdt({ rolling: [{ windowMs: 86_400_000, amount: '4999.9', count: 9 }] }),
      [`${limits}.rolling.24h.amount`, `${limits}.rolling.24h.count`],
    ],
    [
      'a limit over another window',
      withUsdt({ rolling: [{ windowMs: 60_000, count: 1 }, ...usdt.rolling] }),
      [`${limits}.rolling.60s`],
    ],
    [
      'a lower limit for each destination',
      withUsdt({ perDestination: { perInstruction: '499', rolling: [{ windowMs: 3_600_000, count: 2 }] } }),
      [`${limits}.perDestination.perInstruction`, `${limits}.perDestination.rolling`],
    ],
    ['a higher quorum', tiers({ ...low, quorum: 2 }, high), [`${limits}.approvals.over 0.quorum`]],
    ['a tier more', tiers(low, { over: '50', quorum: 2 }, high), [`${limits}.approvals.over 50`]],
    ['a group more', tiers({ ...low, groups: ['finance'] }, high), [`${limits}.approvals.over 0.groups`]],
    [
      'a signature by a device for a tier',
      tiers(low, { ...high, passkeys: true }),
      [`${limits}.approvals.over 100.passkeys`],
    ],
    ['signatures for approvals', policy({ passkeys: 'approvals' }), ['passkeys']],
    ['no keys that are copied', policy({ authenticators: { synced: false } }), ['authenticators']],
    ['a lower maximum of a sweep', withSweep({ max: '49' }), ['sweeps.s.max']],
    ['a higher minimum of a sweep', withSweep({ min: '11' }), ['sweeps.s.min']],
    ['a higher reserve', withSweep({ amount: { above: '101' } }), ['sweeps.s.amount.above']],
    ['a run that has to start sooner', withSweep({ startWithinMs: 600_000 }), ['sweeps.s.startWithinMs']],
    ['a sweep that is switched off', withSweep({ enabled: false }), ['sweeps.s.enabled']],
    ['a sweep that only decides', withSweep({ dryRun: true }), ['sweeps.s.dryRun']],
    [
      'a coin with fewer decimals',
      policy({ coins: { ...base.coins, USDT: { decimals: 5 } } }),
      ['coins.USDT.decimals'],
    ],
    ['a longer cool-off', policy({ whitelistCoolOffMs: 86_400_001 }), ['whitelistCoolOffMs']],
    ['a longer delay', policy({ looseningDelayMs: 86_400_001 }), ['looseningDelayMs']],
    ['approvals that expire sooner', policy({ approvalExpiryMs: 86_399_999 }), ['approvalExpiryMs']],
    ['a requester less', withRoles({ requester: [] }), ['roles.requester']],
    ['an approver less', withRoles({ approver: ['finance'] }), ['roles.approver']],
    ['a whitelister less', withRoles({ whitelister: [] }), ['roles.whitelister']],
  ])('%s', (_what, tighterOne, paths) => {
    const there = changeOf(policy(), tighterOne);
    expect({ ...there, acting: undefined }).toEqual({ acting: undefined, tightened: paths, loosened: [] });
    expect(there.acting).toEqual(tighterOne);
    const back = changeOf(tighterOne, policy());
    expect({ ...back, acting: undefined }).toEqual({ acting: undefined, tightened: [], loosened: paths });
  });

  test('people who get mails: who comes is told at once, and who goes is told for as long as the delay', () => {
    const mails = (...emails: string[]) => policy({ notifications: { emails } });
    const [few, many] = [mails('a@example.com'), mails('a@example.com', 'b@example.com')];
    expect(changeOf(few, many)).toMatchObject({ acting: many, loosened: [] });
    expect(changeOf(many, few)).toMatchObject({ acting: many, tightened: [], loosened: ['notifications.emails'] });
    expect(changeOf(policy(), few)).toMatchObject({ acting: few, loosened: [] });
  });

  test('people who are notified: more kinds and groups at once, and fewer only after the delay', () => {
    const notified = (people: Record<string, { kinds: string[]; groups: string[] }>) =>
      policy({ notifications: { emails: [], people } });
    const less = notified({ 'a@example.com': { kinds: ['settled'], groups: ['ops'] } });
    const more = notified({
      'a@example.com': { kinds: ['settled', 'failed'], groups: [] },
      'b@example.com': { kinds: ['held'], groups: [] },
    });
    expect(changeOf(less, more)).toMatchObject({ acting: more, loosened: [] });
    const { acting, tightened, loosened } = changeOf(more, less);
    expect([acting, tightened]).toEqual([more, []]);
    const person = 'notifications.people.a@example.com';
    expect(loosened).toEqual([`${person}.groups`, `${person}.kinds`, 'notifications.people.b@example.com']);
    expect(changeOf(less, policy({ notifications: { emails: [] } }))).toMatchObject({ acting: less, tightened: [] });
  });

  test.each([
    ['reserve', { above: '101' }, { above: '100' }],
    ['target', { topUpTo: '99' }, { topUpTo: '100' }],
    ['share', { percentage: '9' }, { percentage: '10' }],
  ])('the %s of a sweep', (_what, less, more) => {
    const [moves, movesLess] = [withSweep({ amount: more }), withSweep({ amount: less })];
    expect(changeOf(moves, movesLess)).toMatchObject({ acting: movesLess, loosened: [] });
    const { acting, loosened } = changeOf(movesLess, moves);
    expect(acting).toEqual(movesLess);
    expect(loosened).toHaveLength(1);
  });

  test('a sweep with another schedule or time zone moves nothing until the change acts', () => {
    const weekly = withSweep({ schedule: 'cron(0 18 ? * MON *)', timezone: 'UTC' });
    const often = withSweep({ schedule: 'rate(1 minute)', timezone: 'UTC' });
    const elsewhere = withSweep({ schedule: 'cron(0 18 ? * MON *)', timezone: 'Asia/Hong_Kong' });
    for (const other of [often, elsewhere]) {
      const { acting, loosened } = changeOf(weekly, other);
      expect(acting.sweeps).toMatchObject([{ schedule: 'cron(0 18 ? * MON *)', enabled: false }]);
      expect(loosened).toContain('sweeps.s.enabled');
    }
    // A policy of an earlier version does not say when a sweep runs.
    expect(changeOf(withSweep({}), weekly)).toMatchObject({ acting: weekly, loosened: [] });
  });

  test('a sweep that runs for deposits instead of by a schedule, and the other way, moves nothing until then', () => {
    const scheduled = withSweep({ schedule: 'rate(1 hour)', timezone: 'UTC' });
    const onArrival = withSweep({ trigger: 'deposit' });
    expect(changeOf(onArrival, onArrival)).toMatchObject({ acting: onArrival, loosened: [] });
    for (const [inForce, proposed] of [
      [scheduled, onArrival],
      [onArrival, scheduled],
      [withSweep({}), onArrival],
    ] as const) {
      const { acting, loosened } = changeOf(inForce, proposed);
      expect(acting.sweeps).toMatchObject([{ enabled: false }]);
      expect(loosened).toContain('sweeps.s.enabled');
    }
  });

  test('concluding from the records, and asking people', () => {
    const prove = { 'asset-transfer': 'ask', withdrawal: 'prove', 'fiat-withdrawal': 'ask' };
    expect(changeOf(policy(), policy({ absence: prove })).loosened).toEqual(['absence.withdrawal']);
    expect(changeOf(policy({ absence: prove }), policy())).toMatchObject({ loosened: [], acting: policy() });
  });
});

describe('waits both ways:', () => {
  test.each<[string, Policy, string[]]>([
    ['another identity provider', policy({ identity }), ['identity.issuer']],
    ['an operator more', withRoles({ operator: ['oncall', 'ops'] }), ['roles.operator']],
    ['an auditor more', withRoles({ auditor: ['audit', 'ops'] }), ['roles.auditor']],
  ])('%s', (_what, other, paths) => {
    for (const [from, to] of [
      [policy(), other],
      [other, policy()],
    ] as const) {
      expect(changeOf(from, to)).toEqual({ acting: from, tightened: [], loosened: paths });
    }
  });
});

describe('a sweep that is new, or another one than before, stands still until it acts', () => {
  test.each<[string, Policy, string[]]>([
    ['other accounts', withSweep({ from: 'custody', to: 'trading' }), ['enabled', 'from', 'to']],
    ['another coin', withSweep({ coin: 'BTC' }), ['coin', 'enabled']],
    ['another form of amount', withSweep({ amount: { fixed: '1' } }), ['amount.above', 'amount.fixed', 'enabled']],
    [
      'an account with another id',
      policy({ accounts: { ...base.accounts, custody: '9' } }),
      ['accounts.custody', 'enabled'],
    ],
  ])('with %s', (_what, proposed, loosened) => {
    const { acting, ...change } = changeOf(policy(), proposed);
    const paths = loosened.map((path) => (path.includes('accounts') ? path : `sweeps.s.${path}`));
    expect(change).toEqual({ tightened: ['sweeps.s.enabled'], loosened: paths });
    expect(acting).toEqual(withSweep({ enabled: false }));
  });

  test('and a new one is there, switched off, with its account', () => {
    const vault = { ...sweep, id: 'new', to: 'vault' };
    const accounts = { ...base.accounts, vault: '9' };
    const { acting, loosened } = changeOf(policy(), policy({ accounts, sweeps: [sweep, vault] }));
    expect(acting).toEqual(policy({ accounts, sweeps: [sweep, { ...vault, enabled: false }] }));
    expect(loosened).toEqual(['sweeps.new.enabled']);
  });

  test('but one that is gone, or comes switched off, waits for nobody', () => {
    for (const sweeps of [[], [sweep, { ...sweep, id: 'new', enabled: false }]]) {
      expect(changeOf(policy(), policy({ sweeps }))).toMatchObject({ acting: policy({ sweeps }), loosened: [] });
    }
  });

  test('with a lower fixed amount moves no more than that, and only where there was enough for the higher one', () => {
    const { acting, loosened } = changeOf(
      withSweep({ amount: { fixed: '40' } }),
      withSweep({ amount: { fixed: '5' } }),
    );
    expect(acting).toEqual(withSweep({ amount: { fixed: '40' }, max: '5' }));
    expect(loosened).toEqual(['sweeps.s.amount.fixed', 'sweeps.s.max']);
  });
});

describe('a mixed proposal', () => {
  test('acts at once in part, and waits in part', () => {
    const proposed = policy({
      approvalExpiryMs: 3_600_000,
      looseningDelayMs: 3_600_000,
      withdrawals: { USDT: { ...usdt, perInstruction: '2000', rolling: [{ windowMs: 86_400_000, amount: '10' }] } },
    });
    const { acting, tightened, loosened } = changeOf(policy(), proposed);
    expect(tightened).toEqual(['approvalExpiryMs', `${limits}.rolling.24h.amount`]);
    expect(loosened).toEqual(['looseningDelayMs', `${limits}.perInstruction`, `${limits}.rolling.24h.count`]);
    expect(acting).toMatchObject({ approvalExpiryMs: 3_600_000, looseningDelayMs: 86_400_000 });
  });

  test('of tiers that both ask for something asks for all of it', () => {
    const { acting } = changeOf(
      tiers(low, high),
      tiers({ over: '0', quorum: 1 }, { over: '200', quorum: 3, groups: ['board'] }),
    );
    expect(acting.withdrawals.USDT?.approvals).toEqual([
      { over: '0', quorum: 1, groups: [] },
      { over: '100', quorum: 2, groups: ['treasury', 'finance'] },
      { over: '200', quorum: 3, groups: ['treasury', 'finance', 'board'] },
    ]);
  });

  test('keeps a tier that asks for no more than the one below it, where both have it', () => {
    const twice = [low, { ...low, over: '50' }, high];
    const { acting, loosened } = changeOf(tiers(...twice), { ...tiers(...twice), approvalExpiryMs: 3_600_000 });
    expect(acting.withdrawals).toEqual(tiers(...twice).withdrawals);
    expect(loosened).toEqual([]);
  });

  test('of tiers that ask for more people than a tier can have closes the coin', () => {
    const named = (prefix: string) => Array.from({ length: 6 }, (_, index) => `${prefix}-${index}`);
    const six = (prefix: string) => tiers({ over: '0', quorum: 6, groups: named(prefix) });
    const { acting, loosened } = changeOf(six('a'), six('b'));
    expect(acting.withdrawals).toEqual({});
    expect(loosened).toEqual([limits]);
  });

  test('keeps the name of an account that a sweep stands still with', () => {
    const accounts = { trading: base.accounts.trading, vault: '9' };
    const { acting } = changeOf(policy(), policy({ accounts, sweeps: [{ ...sweep, to: 'vault' }] }));
    expect(acting.accounts).toEqual({ ...base.accounts, vault: '9' });
  });
});
