import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runTimes } from '../../../../../functions/shared/core/schedule/run-times.ts';
import { nextCalendarRun, readExpression } from '../../../../../infra/local/aws/schedule/expression.ts';
import { noon } from '../../../../support/clock.ts';

const day = 86_400_000;
const iso = (time: number) => new Date(time).toISOString();

function times(schedule: string, zone: string, from: string, days: number): string[] {
  const after = Date.parse(from);
  return (runTimes(schedule, zone, { after, until: after + days * day }, 1_000)?.times ?? []).map(iso);
}

describe('the times of a schedule', () => {
  test('are those of its zone', () => {
    expect(times('cron(0 18 ? * MON-FRI *)', 'Asia/Hong_Kong', '2026-11-20T10:00:00Z', 4)).toEqual([
      '2026-11-23T10:00:00.000Z',
      '2026-11-24T10:00:00.000Z',
    ]);
  });

  // "Daylight savings time" in the guide of EventBridge Scheduler.
  test('leave out what a clock leaps over, and have once what it shows twice', () => {
    const every = 'cron(30 2 * * ? *)';
    expect(times(every, 'Europe/Berlin', '2027-03-27T12:00:00Z', 2)).toEqual(['2027-03-29T00:30:00.000Z']);
    expect(times(every, 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  test.each([
    ['cron(0 9 15W 8 ? 2026)', '2026-08-14'],
    ['cron(0 9 1W 8 ? 2026)', '2026-08-03'],
    ['cron(0 9 LW 1 ? 2027)', '2027-01-29'],
    ['cron(0 9 L 2 ? 2027)', '2027-02-28'],
    ['cron(0 9 ? 11 FRI#3 2026)', '2026-11-20'],
    ['cron(0 9 ? 11 6L 2026)', '2026-11-27'],
  ])('of %s are on %s', (schedule, date) => {
    expect(times(schedule, 'UTC', '2026-01-01T00:00:00Z', 500)).toEqual([`${date}T09:00:00.000Z`]);
  });

  test('of a rate are counted from the beginning, and say so', () => {
    const found = runTimes('rate(6 hours)', 'UTC', { after: noon, until: noon + day }, 1_000);
    expect(found).toEqual({ isExact: false, times: [1, 2, 3, 4].map((run) => noon + run * 6 * 3_600_000) });
  });

  test('are no more than are asked for, and none of what is no schedule', () => {
    const span = { after: noon, until: noon + 90 * day };
    expect(runTimes('cron(* * * * ? *)', 'UTC', span, 7)?.times).toHaveLength(7);
    expect(runTimes('at(2026-12-01T18:00:00)', 'UTC', span, 7)).toBeUndefined();
    expect(runTimes('cron(0 25 * * ? *)', 'UTC', span, 7)).toBeUndefined();
  });

  test('are those that the local stack runs it at', () => {
    const number = (most: number) => fc.integer({ min: 0, max: most }).map(String);
    const list = (most: number) => fc.array(number(most), { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
    const days = fc.oneof(
      fc.constantFrom('* * ?', '? * MON-FRI', 'L * ?', '? * 3#2', '? * FRIL', '1-20/3 * ?', '? 3,10,11 SUN'),
      fc.integer({ min: 1, max: 28 }).map((date) => `${date} * ?`),
    );
    const zones = fc.constantFrom('UTC', 'Asia/Hong_Kong', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const start = fc.integer({ min: noon, max: noon + 400 * day });
    fc.assert(
      fc.property(list(59), list(23), days, zones, start, (minutes, hours, dates, zone, after) => {
        const schedule = `cron(${minutes} ${hours} ${dates} *)`;
        const until = after + 20 * day;
        const expression = readExpression(schedule, zone, { logicalId: 'Test', path: '' });
        const expected: number[] = [];
        let next = expression.kind === 'calendar' ? nextCalendarRun(expression.cron, after) : undefined;
        while (next !== undefined && next <= until && expression.kind === 'calendar') {
          expected.push(next);
          next = nextCalendarRun(expression.cron, next);
        }
        expect(runTimes(schedule, zone, { after, until }, 10_000)?.times.map(iso)).toEqual(expected.map(iso));
      }),
      { numRuns: 150 },
    );
  });
});
