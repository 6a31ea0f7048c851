import { describe, expect, test } from '@jest/globals';
import { choicesOf } from '../../../../../console/pages/books/shared/choices.ts';
import { dayAfter, lastDays } from '../../../../../console/pages/books/shared/days.ts';
import { notesByRow } from '../../../../../console/pages/books/statements/notes-by-row.ts';
import { byAccount, fileNameOf, periodIn } from '../../../../../console/pages/books/statements/period.ts';

const now = Date.parse('2026-12-01T00:30:00Z');

describe('the days that are looked at', () => {
  test('are the last seven that have ended, where the address names none', () => {
    expect(periodIn({}, now)).toEqual({ account: '', coin: '', from: '2026-11-24', to: '2026-11-30' });
    expect(periodIn({ account: 'custody', from: '2026-11-01' }, now)).toMatchObject({
      account: 'custody',
      from: '2026-11-01',
    });
  });

  test('name their file', () => {
    const period = { account: 'custody', coin: '', from: '2026-11-01', to: '2026-11-30' };
    expect(fileNameOf(period)).toBe('statements-custody-2026-11-01-2026-11-30.csv');
  });

  test('stand by account in the order in which they come', () => {
    const day = (account: string, date: string) => ({ id: '', account, date, state: 'missing' as const });
    const days = [day('trading', '1'), day('trading', '2'), day('custody', '1')];
    expect(byAccount(days).map(([account, own]) => [account, own.length])).toEqual([
      ['trading', 2],
      ['custody', 1],
    ]);
  });

  test('go on over the end of a month, and from what is no day nowhere', () => {
    expect(lastDays(30, now)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect([dayAfter('2026-11-30', 1), dayAfter('2028-03-01', -1)]).toEqual(['2026-12-01', '2028-02-29']);
    expect(dayAfter('yesterday', 1)).toBeUndefined();
  });
});

describe('notes', () => {
  test('stand by their movement, each once', () => {
    const note = (row: string, text: string, at: string) => ({ row, text, by: 'alice@example.com', at });
    const [first, second] = [note('104', 'rent', '1'), note('104', 'rent of May', '2')];
    const found = notesByRow([first, second, note('105', 'rent', '3'), note('104', 'rent', '4')]);
    expect(found.get('104')).toEqual([first, second]);
    expect(found.get('105')).toHaveLength(1);
  });
});

describe('a choice', () => {
  test('has what an address names, also where nobody knows it', () => {
    expect(choicesOf(['custody'], 'trading')).toEqual({ custody: 'custody', trading: 'trading' });
    expect(choicesOf(['custody'], '')).toEqual({ custody: 'custody' });
  });
});
