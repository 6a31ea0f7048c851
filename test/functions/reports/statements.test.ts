import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statementCsvPage, statementPage } from '../../../functions/reports/statements/list-statements.ts';
import { parseStatementQuery } from '../../../functions/reports/statements/query.ts';
import { pageLimits } from '../../../functions/reports/statements/read-days.ts';
import type { CorruptItemError } from '../../../functions/shared/ledger/store/errors.ts';
import { openStatementNotes } from '../../../functions/shared/ledger/store/statement-notes.ts';
import { openStatementStore, type StatementSummary } from '../../../functions/shared/ledger/store/statements.ts';
import { type StatedDay, withCoin } from '../../../functions/shared/statements/stated-day.ts';
import type { Statement } from '../../../functions/shared/statements/statement.ts';
import { statementCsvHeader, statementCsvLines } from '../../../functions/shared/statements/statement-csv.ts';
import { noon } from '../../support/clock.ts';
import { policyWith } from '../../support/instructions.ts';
import { memoryTable } from '../../support/memory-items.ts';
import { balanced, statementDay, statementRow } from '../../support/statements.ts';

type CompleteDay = Extract<Statement, { kind: 'complete' }>;

const written = { digest: 'a'.repeat(64), objectKey: 'statements/1' };
const summaryOf = ({ kind: state, rows, ...day }: CompleteDay): StatementSummary => ({
  ...day,
  ...written,
  state,
  rowCount: rows.length,
});

async function fixtureWith(days: readonly CompleteDay[], others: readonly StatementSummary[] = []) {
  const { items, table } = memoryTable();
  const store = openStatementStore(table);
  for (const day of days) await store.putStatement(summaryOf(day), day.rows);
  for (const other of others) await store.putStatement(other, []);
  const corrupt: string[] = [];
  const dependencies = {
    statements: store,
    notes: openStatementNotes(table),
    reportCorrupt: ({ key }: CorruptItemError) => {
      corrupt.push(key);
    },
  };
  const policy = policyWith();
  const ask = (query: Record<string, string>) => statementPage(dependencies, policy, parseStatementQuery(query, noon));
  const csv = (query: Record<string, string>) =>
    statementCsvPage(dependencies, policy, parseStatementQuery(query, noon));
  return { items, dependencies, corrupt, ask, csv };
}

const day = (date: string, rows = 2) =>
  balanced(
    statementDay(date),
    { USDT: '5', BTC: '1' },
    Array.from({ length: rows }, (_, index) => statementRow({ id: String(index + 1) })),
  );

describe('the days that are asked for', () => {
  test('are all there, each with its state', async () => {
    const { coins, ...plain } = { ...statementDay('2026-11-18'), coins: [], remarks: [], rowCount: 0 };
    const others: readonly StatementSummary[] = [
      { ...plain, coins, state: 'provisional', readAt: noon },
      { ...statementDay('2026-11-17'), ...written, state: 'lost', reason: 'too long ago', madeAt: noon },
    ];
    const { ask, items, corrupt } = await fixtureWith([day('2026-11-19')], others);
    items.set('statement#custody#2026-11-16', { pk: 'statement#custody#2026-11-16', state: 'complete' });
    const { statements } = await ask({ from: '2026-11-15', to: '2026-11-19', account: 'custody' });
    expect(statements.map(({ id, state }) => [id, state])).toEqual([
      ['custody.2026-11-15', 'missing'],
      ['custody.2026-11-16', 'unreadable'],
      ['custody.2026-11-17', 'lost'],
      ['custody.2026-11-18', 'provisional'],
      ['custody.2026-11-19', 'complete'],
    ]);
    expect(corrupt).toEqual(['statement#custody#2026-11-16']);
    expect(statements[2]).toMatchObject({ reason: 'too long ago' });
    expect(statements[4]).toMatchObject({
      digest: 'a'.repeat(64),
      rowCount: 2,
      balances: [
        { coin: 'USDT', opening: '5', movements: '200', closing: '205', difference: '0' },
        { coin: 'BTC', opening: '1', closing: '1' },
      ],
    });
    expect(statements[4]).not.toHaveProperty('rows');
  });

  test('are the last seven of all accounts where nothing is said', async () => {
    const { ask } = await fixtureWith([]);
    const { statements } = await ask({});
    expect(statements).toHaveLength(14);
    expect([statements[0]?.id, statements[13]?.id]).toEqual(['trading.2026-11-13', 'custody.2026-11-19']);
  });

  test.each([
    [{ from: '2026-11-20' }, 'from: is after 2026-11-19; expected a day up to then, or `to`'],
    [{ from: '2025-01-01' }, 'from: is too far from 2026-11-19; expected at most 366 days, or `to`'],
    [{ from: '2026-11-20', to: '2026-11-19' }, 'to: is before from; expected a day from then on'],
    [{ from: '2025-01-01', to: '2026-11-19' }, 'to: is too far from the first day; expected at most 366 days'],
    [{ to: '0000-01-01' }, 'to: does not have the right form; expected a day such as "2026-11-20"'],
  ])('of days that cannot be are refused by the field that was sent: %j', (query, words) => {
    expect(() => parseStatementQuery(query, noon)).toThrow(words);
  });

  test('are shown as far as they concern one coin', async () => {
    const { ask } = await fixtureWith([day('2026-11-19')]);
    const { statements } = await ask({ from: '2026-11-19', to: '2026-11-19', account: 'custody', coin: 'BTC' });
    expect(statements).toMatchObject([{ rows: [], balances: [{ coin: 'BTC' }], rowCount: 2 }]);
  });

  test('go on on the next page, in the middle of a day too', async () => {
    const { ask } = await fixtureWith([day('2026-11-18', 450), day('2026-11-19', 3)]);
    const query = { from: '2026-11-17', to: '2026-11-19', account: 'custody', rows: 'true' };
    const first = await ask(query);
    expect(first.statements.map(({ rows }) => rows?.length)).toEqual([undefined, 400]);
    const second = await ask({ ...query, after: first.next ?? '' });
    expect(second.statements.map(({ id, rows }) => [id, rows?.length])).toEqual([
      ['custody.2026-11-18', 50],
      ['custody.2026-11-19', 3],
    ]);
    expect(second).not.toHaveProperty('next');
  });

  test('are a hundred a page', async () => {
    const { ask } = await fixtureWith([]);
    const query = { from: '2026-01-01', to: '2026-11-19' };
    let [pages, days, next]: [number, number, string | undefined] = [0, 0, ''];
    while (next !== undefined) {
      const page = await ask(next === '' ? query : { ...query, after: next });
      expect(page.statements.length).toBeLessThanOrEqual(pageLimits.days);
      [pages, days, next] = [pages + 1, days + page.statements.length, page.next];
    }
    expect([pages, days]).toEqual([7, 2 * 323]);
  });
});

test.each([
  ['from', { from: '2026-02-30' }],
  ['to', { from: '2026-11-20', to: '2026-11-19' }],
  ['to', { from: '2025-11-01', to: '2026-11-19' }],
  ['account', { account: 'nobodys' }],
  ['rows', { rows: 'yes' }],
  ['after', { after: 'nope' }],
  ['after', { after: Buffer.from('{"account":"custody","date":"2020-01-01","part":0}').toString('base64url') }],
])('a wrong %s is refused by its name: %j', async (field, query) => {
  const { ask } = await fixtureWith([]);
  await expect((async () => ask(query))()).rejects.toThrow(field);
});

describe('the CSV', () => {
  test('put together from its pages is that of whole days', async () => {
    const whole = (days: readonly StatedDay[]) =>
      [statementCsvHeader(), ...days.flatMap((each) => [...statementCsvLines(each)])].join('');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 'USDT', 'BTC'),
        async (counts, coin) => {
          const stated = counts.map((count, index): StatedDay => {
            const date = `2026-11-1${index}`;
            return count === null ? { kind: 'missing', account: 'custody', date } : day(date, count);
          });
          const { csv } = await fixtureWith(stated.filter((each) => each.kind === 'complete'));
          const query = {
            account: 'custody',
            from: '2026-11-10',
            to: `2026-11-1${counts.length - 1}`,
            ...(coin === undefined ? {} : { coin }),
          };
          const pages: string[] = [];
          let next: string | undefined = '';
          while (next !== undefined) {
            const page = await csv(next === '' ? query : { ...query, after: next });
            pages.push(pages.length === 0 ? page.csv : page.csv.slice(statementCsvHeader().length));
            next = page.next;
          }
          const expected = coin === undefined ? stated : stated.map((each) => withCoin(each, coin));
          expect(pages.join('')).toBe(whole(expected));
        },
      ),
      { numRuns: 20 },
    );
  });

  test('has a day that is not final as missing', async () => {
    const provisional = { ...statementDay('2026-11-18'), coins: [], remarks: [], rowCount: 0, readAt: noon };
    const { csv } = await fixtureWith([], [{ ...provisional, state: 'provisional' }]);
    const page = await csv({ account: 'custody', from: '2026-11-18', to: '2026-11-18' });
    expect(page.csv.split('\r\n').slice(1)).toEqual([expect.stringContaining('"missing"'), '']);
  });
});

describe('notes', () => {
  const note = { row: '1', text: 'a refund', by: 'alice@example.com', at: noon };

  test('are all kept, in their order, and the same one once', async () => {
    const { dependencies } = await fixtureWith([]);
    const { notes } = dependencies;
    const texts = Array.from({ length: 12 }, (_, index) => `note ${index}`);
    for (const text of texts) await notes.add('custody', '2026-11-19', { ...note, text });
    const again = await notes.add('custody', '2026-11-19', { ...note, text: 'note 3', at: noon + 1 });
    expect(again).toMatchObject({ isNew: false, note: { at: noon } });
    await notes.add('custody', '2026-11-19', { ...note, text: 'note 3', by: 'bob@example.com' });
    const listed = await notes.list('custody', '2026-11-19');
    expect(listed.map(({ text }) => text)).toEqual([...texts, 'note 3']);
  });

  test('of two people at once are both kept', async () => {
    const { dependencies } = await fixtureWith([]);
    const add = (text: string) => dependencies.notes.add('custody', '2026-11-19', { ...note, text });
    await Promise.all(['a', 'b', 'c'].map(add));
    const listed = await dependencies.notes.list('custody', '2026-11-19');
    expect(listed.map(({ text }) => text).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('are shown with the movements', async () => {
    const { ask, dependencies } = await fixtureWith([day('2026-11-19')]);
    await dependencies.notes.add('custody', '2026-11-19', note);
    const { statements } = await ask({ account: 'custody', from: '2026-11-19', to: '2026-11-19' });
    expect(statements).toMatchObject([{ rows: [{ id: '1' }, { id: '2' }], notes: [{ row: '1', text: 'a refund' }] }]);
  });
});
