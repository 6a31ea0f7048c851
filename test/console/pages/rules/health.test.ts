import { describe, expect, test } from '@jest/globals';
import {
  byWeight,
  type Check,
  checkDetails,
  checkName,
  firstRunWords,
  hasNotRun,
  limitWords,
  runbookHeading,
} from '../../../../console/pages/rules/health/health-words.ts';
import { texts } from '../../../../console/texts/en/health.ts';

const aged = { state: 'good', runbook: 'tick-not-running', lateAfterSeconds: 420, badAfterSeconds: 900 } as const;
const tick: Check = { check: 'tick', ...aged };
const key: Check = {
  check: 'key',
  key: 'fiat',
  ...aged,
  state: 'bad',
  verdict: 'broken',
  findings: [{ code: 'key-expired', message: 'The key has expired (0103).' }],
};
const statements: Check = { check: 'statements', account: 'custody', ...aged, lastDay: '2026-11-28', missingDays: 1 };

describe('a check in words', () => {
  test('is called by what it is about', () => {
    expect([tick, key, statements].map((check) => checkName(check, texts))).toEqual([
      'The tick, which moves everything on',
      'Key fiat',
      'Statements of the account custody',
    ]);
    expect(checkName({ check: 'deposits', list: 'all', ...aged }, texts)).toBe('Deposits');
  });

  test('says what was found', () => {
    expect(checkDetails(key, texts)).toEqual([texts.verdicts.broken, 'key-expired: The key has expired (0103).']);
    expect(checkDetails(statements, texts)).toEqual([
      'Last day with a statement: 2026-11-28',
      'Days without one since then: 1',
    ]);
    expect(checkDetails(tick, texts)).toEqual([]);
  });

  test('says from when on it is late', () => {
    expect(limitWords(tick, texts, 'en')).toBe('Late after 7 minutes, bad after 15 minutes.');
  });

  test('names the heading of the runbook', () => expect(runbookHeading(tick.runbook)).toBe('Tick not running'));
});

test('what never ran is told from what is wrong', () => {
  expect(hasNotRun({ ...tick, state: 'unknown' })).toBe(true);
  expect(hasNotRun({ ...tick, state: 'bad' })).toBe(false);
  const failed = { at: '2026-11-20T10:00:00.000Z', code: 'exchange-unavailable' };
  expect(hasNotRun({ check: 'account', account: 'custody', ...aged, state: 'unknown', failed })).toBe(false);
  expect(hasNotRun({ ...tick, state: 'unknown', at: '2026-11-20T10:00:00.000Z' })).toBe(false);
});

test('what never ran says when it will, and that nothing is to be done', () => {
  const never: Check = { check: 'account', account: 'custody', ...aged, state: 'unknown' };
  expect(hasNotRun(never) && firstRunWords(never, texts)).toBe(
    'The tick reads them within minutes. There is nothing to do. ' +
      'Does it stay so? Tell the person on call: its record may not be readable.',
  );
});

test('what is not well comes first, and what nobody knows before what is late', () => {
  const late: Check = { ...tick, state: 'late' };
  const unknown: Check = { ...tick, state: 'unknown' };
  expect(byWeight([tick, late, unknown, key]).map(({ state }) => state)).toEqual(['bad', 'unknown', 'late', 'good']);
});
