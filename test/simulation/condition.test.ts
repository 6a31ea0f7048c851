import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Table } from '../../functions/shared/ledger/store/table.ts';
import { startWireLedger, type TestLedger } from '../support/ledger.ts';
import { MemoryTable } from './fakes/memory-table.ts';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await startWireLedger();
});
afterAll(() => ledger.close());

const slot =
  '(#next = :seen OR (attribute_not_exists(#next) AND :seen = :none)) AND (attribute_not_exists(#until) OR #until <= :slot)';

/** Every condition that functions/ writes under, with values on both sides of it. */
const conditions: readonly [condition: string, values: Record<string, unknown>[]][] = [
  ['attribute_not_exists(#version)', [{}]],
  ['#version = :version', [{ version: 1 }, { version: 2 }, { version: 'a' }]],
  ['attribute_not_exists(#until) OR #until < :until', [{ until: 4 }, { until: 5 }, { until: 6 }]],
  ['attribute_not_exists(#holder) OR #holder = :by', [{ by: 'me' }, { by: 'other' }]],
  [
    '#holder = :holder AND #at = :at',
    [
      { holder: 'me', at: 7 },
      { holder: 'me', at: 8 },
      { holder: 'other', at: 7 },
    ],
  ],
  [
    'attribute_exists(#until) AND (attribute_not_exists(#holder) OR #holder = :same)',
    [{ same: 'me' }, { same: 'other' }],
  ],
  [slot, [0, 3, 9].flatMap((seen) => [4, 5, 6].map((at) => ({ seen, none: 0, slot: at })))],
];

const items: readonly Record<string, unknown>[] = [
  {},
  { version: 1, until: 5, holder: 'me', at: 7, next: 3 },
  { version: 2, until: 9, holder: 'other', at: 7 },
  { next: 9, holder: 7, version: '1' },
];

const cases = conditions.flatMap(([condition, all]) =>
  all.flatMap((values) => items.map((item) => ({ condition, values, item }))),
);

test('each condition holds in memory exactly where it holds in the emulator', async () => {
  const real: Table = ledger.table;
  const memory = new MemoryTable(
    () => 0,
    () => undefined,
  );
  const met: unknown[] = [];
  const expected: unknown[] = [];
  for (const [index, { condition, values, item }] of cases.entries()) {
    const pk = `case#${index}`;
    const whole = { pk, ...item };
    if (Object.keys(item).length > 0) {
      await real.put(whole);
      memory.put(whole);
    }
    const update = { set: { done: true }, remove: ['at'], condition, values };
    met.push([condition, values, item, memory.update(pk, update), memory.get(pk)]);
    expected.push([condition, values, item, await real.update(pk, update), await real.get(pk)]);
  }
  expect(met).toEqual(expected);
});

test("an item is kept without what is undefined, and is nobody else's object", async () => {
  const memory = new MemoryTable(
    () => 0,
    () => undefined,
  );
  const list = [{ a: 1, b: undefined }];
  memory.put({ pk: 'x', list, gone: undefined });
  await ledger.table.put({ pk: 'x', list, gone: undefined });
  list.push({ a: 2, b: undefined });
  expect(memory.get('x')).toEqual({ pk: 'x', list: [{ a: 1 }] });
  expect(memory.get('x')).toStrictEqual(await ledger.table.get('x'));
});
