import { describe, expect, test } from '@jest/globals';
import { defineTreasury } from '../../../infra/config/define-treasury.ts';
import { configWith } from '../../support/config.ts';

const exportsOf = (exports?: object) => defineTreasury(configWith(exports === undefined ? {} : { exports })).exports;

describe('what is exported', () => {
  test('is locked for seven years against everybody, where nothing is said', () => {
    expect(exportsOf()).toEqual({ retentionDays: 2_557, lock: 'compliance' });
  });

  test('may be locked for longer, or for those without a special right', () => {
    expect(exportsOf({ retentionDays: 3_653 })).toEqual({ retentionDays: 3_653, lock: 'compliance' });
    expect(exportsOf({ lock: 'governance' })).toEqual({ retentionDays: 2_557, lock: 'governance' });
  });

  test.each([
    [{ retentionDays: 35 }, 'exports.retentionDays: is no longer than the 35 days'],
    [{ retentionDays: 0 }, 'exports.retentionDays: is 0; expected a whole number of days, 1 to 36500'],
    [{ retentionDays: 400.5 }, 'exports.retentionDays: is 400.5'],
    [{ retentionDays: 40_000 }, 'exports.retentionDays: is 40000'],
    [{ lock: 'none' }, 'exports.lock: is unknown; expected "compliance" or "governance"'],
    [{ bucket: 'mine' }, 'exports.bucket: unknown field'],
  ])('%j is refused', (exports, message) => {
    expect(() => exportsOf(exports)).toThrow(message);
  });
});
