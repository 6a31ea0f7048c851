import { expect, test } from '@jest/globals';
import { doesNotHold, holds, notChecked } from '../../../../infra/tools/exchange-check/findings.ts';
import { judgeRecordsLookback } from '../../../../infra/tools/exchange-check/records-lookback.ts';

const good = { finding: holds('read'), showsWeekOld: true };
const seen = { knownOrderFound: true, lagMs: 12 };

test('A8 holds where both lists go on and a transfer showed up', () => {
  expect(judgeRecordsLookback([good, good], seen)).toMatchObject({
    result: 'holds',
    seen: expect.stringContaining('12 ms'),
  });
});

test.each([
  ['pages that are wrong', { finding: doesNotHold('pages') }],
  ['a list that does not reach back', { finding: doesNotHold('range'), failure: 'too-far-back' }],
] as const)('it does not hold for %s', (_what, list) => {
  expect(judgeRecordsLookback([good, list], seen).result).toBe('does-not-hold');
});

test.each([
  ['a list that is not shown to us', [good, { finding: doesNotHold('permission'), failure: 'other' }], seen],
  ['a list that does not answer', [good, { finding: notChecked('503'), failure: 'other' }], seen],
  ['a list that showed nothing a week old', [good, { finding: holds('read'), showsWeekOld: false }], seen],
  ['no transfer', [good, good], { knownOrderFound: false }],
] as const)('nothing is known of it with %s', (_what, lists, route) => {
  expect(judgeRecordsLookback(lists, route).result).toBe('not-checked');
});
