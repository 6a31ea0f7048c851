import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith, sweepWith } from '../../support/config.ts';

const defined = (schedule: string) => defineTreasury(configWith(sweepWith({ schedule }))).sweeps[0]?.schedule;

describe('the schedule of a sweep', () => {
  test.each([
    'rate(1 minute)',
    'rate(30 minutes)',
    'rate(7 days)',
    'cron(0 18 ? * MON-FRI *)',
    'cron(0/15 8-17 * * ? 2026-2030)',
    'cron(30 9,18 L JAN,JUL ? *)',
    'cron(0 9 15W */3 ? *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0 9 ? * 6L *)',
  ])('is taken as it is: %s', (schedule) => {
    expect(defined(schedule)).toBe(schedule);
  });

  // Each of these is refused by EventBridge Scheduler, in the middle of a deployment.
  test.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 hours)',
    'rate(1 week)',
    'cron(0 18 * * *)',
    'cron(0 18 * * * *)',
    'cron(0 18 ? * ? *)',
    'cron(60 18 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 18 0 * ? *)',
    'cron(0 18 * 13 ? *)',
    'cron(0 18 ? * FOO *)',
    'cron(0 18 ? * 0 *)',
    'cron(0 18 * * ? 26)',
    'cron(0 18/0 * * ? *)',
    'cron(? 18 * * ? *)',
    'cron(0 18  * * ? *)',
    'at(2026-12-01T18:00:00)',
  ])('is refused with its path and what is taken: %s', (schedule) => {
    expect(() => defined(schedule)).toThrow(
      /^configuration cannot be taken\. sweeps\.0\.schedule: .*rate\(1 hour\).*either day or weekday$/,
    );
  });
});
