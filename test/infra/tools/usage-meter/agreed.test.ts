import { describe, expect, test } from '@jest/globals';
import { operationNames } from '../../../../infra/tools/cost/usage/operation.ts';
import { agreedCounts, differenceOf, type RunCounts } from '../../../../infra/tools/usage-meter/agreed-counts.ts';
import { emptyOperation, sampleUsage } from '../cost/support/sample-usage.ts';

const run = (milliseconds: number, reads = 7): RunCounts => {
  const operation = { ...emptyOperation, reads, milliseconds: { reconciliation: milliseconds } };
  return sampleUsage(Object.fromEntries(operationNames.map((name) => [name, operation])));
};

describe('several runs', () => {
  test('give the middle one of their milliseconds', () => {
    expect(agreedCounts([run(90), run(400), run(80)]).acts['idle-tick'].milliseconds).toEqual({ reconciliation: 90 });
  });

  test('are refused where their counts differ', () => {
    expect(() => agreedCounts([run(90), run(90, 40)])).toThrow('reads is not the same in each run');
  });
});

test('acts differ by a count, or by more than a few bytes of log, and not by milliseconds', () => {
  const operation = { ...emptyOperation, logBytes: 500, invocations: { approval: 2 } };
  expect(
    differenceOf('approval', operation, { ...operation, milliseconds: { approval: 9 }, logBytes: 4_500 }),
  ).toBeUndefined();
  expect(differenceOf('approval', operation, { ...operation, logBytes: 4_600 })).toEqual({
    field: 'logBytes',
    was: 500,
    is: 4_600,
  });
  expect(differenceOf('approval', operation, { ...operation, invocations: { approval: 6 } })?.field).toBe(
    'invocations',
  );
});

test('a release may race with the approval that asked for it, by some calls and writes, and by no more', () => {
  const operation = { ...emptyOperation, calls: { 'dynamodb:UpdateItem': 18 }, writes: 83 };
  const raced = { ...emptyOperation, calls: { 'dynamodb:UpdateItem': 19 }, writes: 92 };
  expect(differenceOf('withdrawal-over-http', operation, raced)).toBeUndefined();
  expect(differenceOf('sweep-that-moves', operation, { ...raced, writes: 128 })?.field).toBe('writes');
  expect(differenceOf('withdrawal-over-http', operation, { ...raced, writes: 164 })?.field).toBe('writes');
  expect(differenceOf('withdrawal-over-http', operation, { ...raced, events: 5 })?.field).toBe('events');
});
