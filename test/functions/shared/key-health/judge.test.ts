import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type KeyName, keyNames } from '../../../../functions/shared/core/key-names.ts';
import { permissions, requiredPermission } from '../../../../functions/shared/core/key-permissions.ts';
import type { OwnerResponse } from '../../../../functions/shared/key-health/ask-owner.ts';
import { passingCodes, severities } from '../../../../functions/shared/key-health/findings.ts';
import { judgeKeyHealth, type KeyHealth } from '../../../../functions/shared/key-health/judge-key-health.ts';
import type { KeyCheck } from '../../../../functions/shared/key-health/key-check.ts';
import { noon } from '../../../support/clock.ts';
import { dayMs, grants, working } from './support/checks.ts';

const ofAnswer = (answer: OwnerResponse, isNeeded = true): KeyHealth =>
  judgeKeyHealth({ key: 'read', isNeeded, answer, at: noon + 5_000 });
const health = (check: KeyCheck, isNeeded = true): KeyHealth =>
  judgeKeyHealth({ key: check.key, isNeeded, answer: { kind: 'answered', check }, at: noon + 5_000 });
const verdictAndCodes = ({ verdict, findings }: KeyHealth) => [verdict, ...findings.map(({ code }) => code)];
const failed = { key: 'read', checkedAt: noon } as const;

describe('a key that works', () => {
  test.each(keyNames)('%s: is healthy with its own permission and no other', (key) => {
    expect(verdictAndCodes(health(working(key)))).toEqual(['healthy']);
  });

  test.each(['master', 'Master Account', 'MASTER'])('of the account %j is the company’s own', (accountType) => {
    expect(verdictAndCodes(health(working('read', { accountType })))).toEqual(['healthy']);
  });

  test.each(['Sub Account', 'sub', '(empty)', 'master of none'])('of the account %j is a warning', (accountType) => {
    expect(verdictAndCodes(health(working('read', { accountType })))).toEqual(['warning', 'not-a-master-key']);
  });

  test('with a permission that its job does not need is a warning that names it', () => {
    const key = health(working('withdrawal', { permissions: grants({ whitelist: { kind: 'granted' } }) }));
    expect(verdictAndCodes(key)).toEqual(['warning', 'excess-permission']);
    expect(key.findings[0]?.message).toContain('Allow wallet address whitelist');
  });

  test('without the permission that its job needs is broken', () => {
    const denied = grants({ whitelist: { kind: 'denied' } });
    expect(verdictAndCodes(health(working('whitelist', { permissions: denied })))).toEqual([
      'broken',
      'missing-permission',
    ]);
  });

  test('what was not checked is never a finding', () => {
    expect(verdictAndCodes(health(working('whitelist', { permissions: grants() })))).toEqual(['healthy']);
  });
});

describe('a key by the accounts that it sees', () => {
  test.each(keyNames)('%s: one that does not see ours is broken, and says which', (key) => {
    const found = health(working(key, { accounts: { kind: 'not-seen', names: ['trading', 'custody'] } }));
    expect(verdictAndCodes(found)).toEqual(['broken', 'other-accounts']);
    expect(found.findings[0]?.message).toContain('trading, custody');
  });

  test('the read key is a warning where that is not known: what it does not show is believed to be absent', () => {
    const accounts = { kind: 'not-checked', reason: 'The exchange is away.' } as const;
    const found = health(working('read', { accounts }));
    expect(verdictAndCodes(found)).toEqual(['warning', 'accounts-not-checked']);
    expect(found.findings[0]?.message).toContain('The exchange is away.');
  });

  test.each(keyNames.filter((key) => key !== 'read'))('%s: no finding where that is not known', (key) => {
    const accounts = { kind: 'not-checked', reason: 'The exchange is away.' } as const;
    expect(verdictAndCodes(health(working(key, { accounts })))).toEqual(['healthy']);
  });
});

describe('permissions', () => {
  const kinds = fc.constantFrom('granted' as const, 'denied' as const, 'unknown' as const);
  const granted = fc.record(Object.fromEntries(permissions.map((name) => [name, kinds])));

  test('are excess where granted beyond the job, and missing where the job’s own is denied, for every key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keyNames), granted, (key, known) => {
        const given = permissions.flatMap((name) => {
          const kind = known[name];
          return kind === 'granted' || kind === 'denied' ? [[name, { kind }]] : [];
        });
        const { findings } = health(working(key, { permissions: grants(Object.fromEntries(given)) }));
        const count = (code: string) => findings.filter((finding) => finding.code === code).length;
        const needed = requiredPermission[key];
        const beyond = permissions.filter((name) => known[name] === 'granted' && name !== needed);
        expect(count('excess-permission')).toBe(beyond.length);
        expect(count('missing-permission')).toBe(needed !== undefined && known[needed] === 'denied' ? 1 : 0);
      }),
    );
  });
});

describe('a key that is refused', () => {
  test.each([
    ['0102', 'key-invalid'],
    ['0103', 'key-expired'],
    ['0202', 'ip-refused'],
    ['-1002', 'wrong-environment'],
    ['0001', 'signature-refused'],
    ['0002', 'signature-refused'],
    ['-1021', 'time-refused'],
    ['-1005', 'key-refused'],
    ['-99999', 'key-refused'],
  ])('with %s is broken: %s', (exchangeCode, code) => {
    const key = health({ ...failed, kind: 'refused', exchangeCode });
    expect(verdictAndCodes(key)).toEqual(['broken', code]);
    expect(key.findings[0]?.message).toContain(exchangeCode);
  });

  test.each([...passingCodes])('for a moment with %s is not known to be broken', (exchangeCode) => {
    expect(verdictAndCodes(health({ ...failed, kind: 'refused', exchangeCode }))).toEqual(['warning', 'not-answered']);
  });
});

describe('a secret', () => {
  test.each(['secret-malformed', 'signing-mode', 'secret-unavailable'])('%s is broken, in its own words', (code) => {
    const key = health({ ...failed, kind: 'unusable', code, message: 'apiKey: missing' });
    expect(key).toMatchObject({ verdict: 'broken', findings: [{ code, message: 'apiKey: missing' }] });
  });

  test.each<[string, boolean, number | undefined, (string | undefined)[]]>([
    ['needed', true, undefined, ['broken', 'not-set']],
    ['not needed', false, undefined, ['unused']],
    ['not needed, but once used', false, noon - dayMs, ['broken', 'not-set']],
  ])('without a value, of a key that is %s', (_what, isNeeded, usedAt, expected) => {
    const use = usedAt === undefined ? {} : { usedAt };
    expect(verdictAndCodes(health({ ...failed, ...use, kind: 'not-set' }, isNeeded))).toEqual(expected);
  });

  test('an exchange that does not answer leaves everything open, which is a warning', () => {
    const check = { ...failed, kind: 'unanswered', code: 'ip-banned', message: 'banned until noon' } as const;
    expect(verdictAndCodes(health(check))).toEqual(['warning', 'not-answered']);
    expect(health(check).findings[0]?.message).toContain('banned until noon');
  });
});

describe('idle time', () => {
  const idle = (ms: number) => verdictAndCodes(health(working('fiat', { usedAt: noon - ms })));

  test('warns from the sixtieth day on', () => {
    expect(idle(60 * dayMs - 1)).toEqual(['healthy']);
    expect(idle(60 * dayMs)).toEqual(['warning', 'idle']);
    expect(idle(89 * dayMs)).toEqual(['warning', 'idle']);
  });

  test('stands beside what else is wrong, so that an expired key shows why', () => {
    const check: KeyCheck = { ...failed, usedAt: noon - 93 * dayMs, kind: 'refused', exchangeCode: '0103' };
    expect(verdictAndCodes(health(check))).toEqual(['broken', 'key-expired', 'idle']);
    expect(health(check).findings[1]?.message).toContain('93 days');
  });

  test('is not known of a key that was never used, and a clock set back makes no key older', () => {
    const { usedAt: _never, ...unknown } = working('read');
    expect(verdictAndCodes(health(unknown))).toEqual(['healthy']);
    expect(idle(-dayMs)).toEqual(['healthy']);
  });
});

describe('checks that did not run', () => {
  const gapOf = (ms: number) => verdictAndCodes(health(working('read', { previousCheckAt: noon - ms })));

  test('are told after three days', () => {
    expect(gapOf(3 * dayMs)).toEqual(['healthy']);
    expect(gapOf(3 * dayMs + 1)).toEqual(['warning', 'check-skipped']);
  });

  test('the first check ever misses none', () => {
    const { previousCheckAt: _none, ...first } = working('read');
    expect(verdictAndCodes(health(first))).toEqual(['healthy']);
  });
});

describe('the clocks', () => {
  test.each([
    [1_000, 0, []],
    [1_001, 0, ['clock-skew']],
    [-1_001, 0, ['clock-skew']],
    [1_500, 1_000, []],
    [1_501, 1_000, ['clock-skew']],
  ])('%d ms apart, measured in %d ms', (skewMs, roundTripMs, expected) => {
    expect(verdictAndCodes(health(working('read', { clock: { skewMs, roundTripMs } }))).slice(1)).toEqual(expected);
  });

  test('say who is ahead', () => {
    const [ahead] = health(working('read', { clock: { skewMs: 2_000, roundTripMs: 10 } })).findings;
    const [behind] = health(working('read', { clock: { skewMs: -2_000, roundTripMs: 10 } })).findings;
    expect([ahead?.message, behind?.message]).toEqual([
      "The exchange's clock is 2000 ms ahead of ours.",
      "The exchange's clock is 2000 ms behind ours.",
    ]);
  });
});

describe('an owner that does not answer', () => {
  test.each<[OwnerResponse, string]>([
    [{ kind: 'timed-out' }, 'owner-timeout'],
    [{ kind: 'failed', error: 'Runtime.ExitError' }, 'owner-failed'],
    [{ kind: 'malformed', what: 'kind not as agreed' }, 'owner-answer-malformed'],
  ])('%j is a finding about its key', (answer, code) => {
    expect(ofAnswer(answer)).toMatchObject({ key: 'read', verdict: 'broken', checkedAt: noon + 5_000 });
    expect(verdictAndCodes(ofAnswer(answer, false))).toEqual(['broken', code]);
  });
});

test('whatever is found, the worst of it is the verdict', () => {
  const kinds: KeyCheck[] = [
    working('read'),
    working('read', { accountType: 'Sub Account' }),
    { ...failed, kind: 'refused', exchangeCode: '0202' },
    { ...failed, kind: 'unanswered', code: 'rate-limited', message: 'slow down' },
  ];
  const idle = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
  fc.assert(
    fc.property(fc.constantFrom(...kinds), idle, fc.integer({ min: -5_000, max: 5_000 }), (kind, days, skewMs) => {
      const use = days === undefined ? {} : { usedAt: noon - days * dayMs };
      const { verdict, findings } = health({ ...kind, ...use, clock: { skewMs, roundTripMs: 0 } });
      const worst = findings.map(({ code }) => severities[code]);
      const expected = worst.includes('broken') ? 'broken' : worst.length > 0 ? 'warning' : 'healthy';
      expect(verdict).toBe(expected);
    }),
  );
});

test('every key of the exchange is judged by its own name', () => {
  const names: KeyName[] = keyNames.map((key) => health(working(key)).key);
  expect(names).toEqual([...keyNames]);
});
