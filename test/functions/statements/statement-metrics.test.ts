import { expect, test } from '@jest/globals';
import { statementMetrics } from '../../../functions/statements/statement-metrics.ts';

const made = { account: 'custody', date: '2026-11-19' };
const unread = { account: 'fiat' };
const threeHoursLater = Date.parse('2026-11-20T03:00:00+08:00');
const behind = (results: readonly { account: string; date?: string }[]) =>
  statementMetrics(results, '+08:00', threeHoursLater).flatMap(({ metrics }) => metrics.map(({ value }) => value));

test('statements are as far behind as the account that is furthest behind', () => {
  expect(behind([made, { account: 'trading', date: '2026-11-18' }])).toEqual([27]);
});

test('an account of which nothing could ever be read does not hide behind the others', () => {
  expect(behind([made, unread])).toEqual([168]);
});

test('before the first statement there is no figure, which is an alarm by itself', () => {
  expect(behind([unread])).toEqual([]);
});
