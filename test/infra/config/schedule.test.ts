import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { configWith, sweepWith } from '../../support/config.ts';

/** Noon is on 20 November 2026. */
const defined = (changes: Record<string, unknown>) =>
  defineTreasury(configWith(sweepWith(changes)), manualClock()).sweeps[0];

/** A flaw in one line, as whoever synthesizes reads it. */
const flaw = (changes: Record<string, unknown>) => {
  try {
    defined(changes);
  } catch (error) {
    return String(error).replace(/^.*cannot be taken\. /, '');
  }
  return undefined;
};

test('the tests are in November 2026', () => {
  expect(new Date(noon).toISOString()).toMatch(/^2026-11-20/);
});

describe('the schedule of a sweep', () => {
  test.each([
    'rate(1 minute)',
    'rate(30 minutes)',
    'rate(7 days)',
    'cron(0 18 ? * MON-FRI *)',
    'cron(0/15 8-17 * * ? 2026-2030)',
    'cron(0-30/10,45 8-17/3 * * ? *)',
    'cron(30 9,18 L JAN,JUL ? *)',
    'cron(0 9 15W */3 ? *)',
    'cron(0 9 LW * ? *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0 9 ? * MON#1 *)',
    'cron(0 9 ? * 6L *)',
    'cron(0 9 ? * FRIL *)',
    'cron(0 9 ? * L *)',
    'cron(0 9 ? * 2-6/2 *)',
    'cron(0 9 29 2 ? *)',
    'cron(0 9 31 2,12 ? *)',
    'cron(0 9 20 11 ? 2026)',
    'cron(0 9 L 2 ? 2027)',
    'cron(0 9 31W 2 ? 2027)',
    'cron(0 9 ? 2 7#5 *)',
  ])('is taken as it is: %s', (schedule) => {
    expect(defined({ schedule })?.schedule).toBe(schedule);
  });

  // Each of these is refused by EventBridge Scheduler, in the middle of a deployment.
  test.each([
    ['daily', 'is neither a rate nor a cron expression'],
    ['at(2026-12-01T18:00:00)', 'is neither a rate nor a cron expression'],
    ['rate(1 minutes)', 'is no rate; expected rate(1 minute), rate(30 minutes)'],
    ['rate(5 minute)', 'is no rate'],
    ['rate(0 hours)', 'is no rate'],
    ['rate(1 week)', 'is no rate'],
    ['cron(0 18 * * *)', 'does not have the six fields'],
    ['cron(0 18  * * ? *)', 'does not have the six fields'],
    ['cron(0 18 * * * *)', 'names days of the month and days of the week; expected ? for one of the two'],
    ['cron(0 18 ? * ? *)', 'names no day'],
    ['cron(60 18 * * ? *)', 'its minutes 60 is none; expected 0-59'],
    ['cron(? 18 * * ? *)', 'its minutes ? is none'],
    ['cron(0 24 * * ? *)', 'its hours 24 is none; expected 0-23'],
    ['cron(0 18 0 * ? *)', 'its day of month 0 is none; expected 1-31'],
    ['cron(0 18 32W * ? *)', 'its day of month 32W is none'],
    ['cron(0 18 * 13 ? *)', 'its month 13 is none; expected 1-12 or JAN-DEC'],
    ['cron(0 18 ? * FOO *)', 'its day of week FOO is none; expected 1-7 or SUN-SAT'],
    ['cron(0 18 ? * ABCL *)', 'its day of week ABCL is none'],
    ['cron(0 18 ? * 2#6 *)', 'its day of week 2#6 is none'],
    ['cron(0 18 ? * 3#1,6#3 *)', 'its day of week 3#1,6#3 has a # beside other parts'],
    ['cron(0 18 ? * 0 *)', 'its day of week 0 is none'],
    ['cron(0 18 * * ? 26)', 'its year 26 is none; expected 1970-2199'],
    ['cron(0 18 ? * FRI-MON *)', 'its day of week FRI-MON runs backwards; expected the lower end first'],
    ['cron(5-1/2 18 * * ? *)', 'its minutes 5-1/2 runs backwards'],
    ['cron(0 22-2 * * ? *)', 'its hours 22-2 runs backwards'],
    [
      'cron(1/90 18 * * ? *)',
      'its minutes 1/90 has a step that the field has no room for; expected a step from 1 to 59',
    ],
    ['cron(0 18/0 * * ? *)', 'its hours 18/0 has a step'],
    ['cron(0 */24 * * ? *)', 'its hours */24 has a step'],
    ['cron(*-5 18 * * ? *)', 'its minutes *-5 is none'],
  ])('is refused in words of its own: %s', (schedule, words) => {
    expect(flaw({ schedule })).toMatch(`sweeps.0.schedule: ${words}`);
  });

  test.each([
    'cron(0 9 31 2 ? *)',
    'cron(0 9 30,31 FEB ? *)',
    'cron(0 9 31 4,6,9,11 ? *)',
    'cron(0 9 29 2 ? 2027)',
    'cron(0 9 1 * ? 2025)',
    'cron(0 9 ? * MON 2020-2025)',
    'cron(0 9 1 1-10 ? 2026)',
    'cron(0 9 ? 2 7#5 2027)',
  ])('is refused where it never runs any more: %s', (schedule) => {
    expect(flaw({ schedule })).toMatch('sweeps.0.schedule: never runs: no such date is to come');
  });
});

describe('the zone of a schedule', () => {
  test.each([
    'Asia/Hong_Kong',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'UTC',
    'Etc/UTC',
    'Etc/GMT+8',
    'GMT',
    'America/Port-au-Prince',
    'US/Pacific',
    'Europe/Kyiv',
  ])('is taken by its name: %s', (timezone) => {
    expect(defined({ timezone })?.timezone).toBe(timezone);
  });

  // JavaScript itself takes all but the last two.
  test.each(['+08:00', 'asia/hong_kong', 'ASIA/HONG_KONG', 'utc', 'us/pacific', 'Asia/Victoria', 'HKT'])(
    'is refused by any other: %s',
    (timezone) => {
      expect(flaw({ timezone })).toMatch(
        /^sweeps\.0\.timezone: is no name of a zone; expected .*in its own letter case, such as "Asia\/Hong_Kong"/,
      );
    },
  );
});
