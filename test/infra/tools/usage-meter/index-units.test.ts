import { describe, expect, test } from '@jest/globals';
import { indexUnits } from '../../../../infra/tools/usage-meter/index-units.ts';

const row = (changes: Readonly<Record<string, unknown>> = {}) => ({
  pk: { S: 'instruction#a' },
  status: { S: 'requested' },
  updatedAt: { S: '2026-11-21T00:00:00Z' },
  open: { S: 'yes' },
  openSince: { S: '2026-11-21T00:00:00Z' },
  ...changes,
});
const closed = { open: undefined, openSince: undefined };
const large = { note: { S: 'x'.repeat(1_500) } };

describe('what the indexes are charged for a write', () => {
  test.each([
    ['a row in each for a new item', undefined, row(), 2],
    ['nothing where nothing changes', row(), row(), 0],
    ['a row in each where only its content changes', row(), row({ note: { S: 'a' } }), 2],
    ['two rows where a key changes, and one where none does', row(), row({ status: { S: 'approved' } }), 3],
    ['the row that goes and the one that changes, where an item is open no more', row(), row(closed), 2],
    [
      'nothing for an item that stands in neither',
      { pk: { S: 'pace#read' } },
      { pk: { S: 'pace#read' }, n: { N: '1' } },
      0,
    ],
    ['a unit for each kilobyte', undefined, row(large), 4],
    ['both sizes, where a key of a large item changes', row(large), row({ ...large, status: { S: 'sent' } }), 6],
  ])('is %s', (_, before, after, units) => {
    expect(indexUnits({ before, after })).toBe(units);
  });
});
