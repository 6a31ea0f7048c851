import { describe, expect, test } from '@jest/globals';
import { operationNames } from '../../../../infra/tools/cost/usage/operation.ts';
import { agreedCounts, differenceOf, type RunCounts } from '../../../../infra/tools/usage-meter/agreed-counts.ts';
import { madeUp, noAct } from '../support/made-up.ts';

const run = (milliseconds: number, reads = 7): RunCounts => {
  const act = { ...noAct, reads, milliseconds: { reconciliation: milliseconds } };
  return madeUp(Object.fromEntries(operationNames.map((name) => [name, act])));
};

describe('several runs', () => {
  test('give the middle one of their milliseconds', () => {
    expect(agreedCounts([run(90), run(400), run(80)]).acts['idle-tick'].milliseconds).toEqual({ reconciliation: 90 });
  });

  test('are refused where their counts differ', () => {
    expect(() => agreedCounts([run(90), run(90, 8)])).toThrow('reads is not the same in each run');
  });
});

test('acts differ by a count, or by more than a few bytes of log, and not by milliseconds', () => {
  const act = { ...noAct, logBytes: 500, invocations: { approval: 2 } };
  expect(differenceOf('approval', act, { ...act, milliseconds: { approval: 9 }, logBytes: 520 })).toBeUndefined();
  expect(differenceOf('approval', act, { ...act, logBytes: 600 })).toEqual({ field: 'logBytes', was: 500, is: 600 });
  expect(differenceOf('approval', act, { ...act, invocations: { approval: 3 } })?.field).toBe('invocations');
});

test('a release may race with the approval that asked for it, by a call and a write, and by no more', () => {
  const act = { ...noAct, calls: { 'dynamodb:UpdateItem': 18 }, writes: 83 };
  const raced = { ...noAct, calls: { 'dynamodb:UpdateItem': 19 }, writes: 92 };
  expect(differenceOf('withdrawal-over-http', act, raced)).toBeUndefined();
  expect(differenceOf('sweep-that-moves', act, raced)?.field).toBe('writes');
  expect(differenceOf('withdrawal-over-http', act, { ...raced, writes: 103 })?.field).toBe('writes');
});
