import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { functionRecords } from '../../infra/functions/function-records.ts';
import { stackOf } from '../infra/stacks/stack-fixture.ts';

/* The page for the reviewer says what the roles may do: it must not fall behind. */

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
const [, table = ''] = page.split('\n## The functions\n');
const rows = new Map(
  (table.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(1, -1).split('|'))
    .map(([name = '', ...cells]) => [name.trim().slice(1, -1), cells.map((cell) => cell.trim())]),
);

describe('docs/security.md', () => {
  test('has a row for each function', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(functionRecords).sort());
  });

  test.each(Object.entries(functionRecords))(
    'tells what %s reads, makes, changes and finds, and by which keys',
    (name, its) => {
      const {
        reads,
        creates: makes = [],
        updates: changes = [],
        queries: finds = [],
        key,
        additionalKeys: otherKeys = [],
        updatesAttributes: notes,
        putsEvents = false,
      } = its;
      const words = (all: readonly string[]) => all.join(', ');
      const [said, made, changed, found, keys, besides] = rows.get(name) ?? [];
      expect([said, made, found]).toEqual([words(reads), words(makes), words(finds.map(({ index }) => index.name))]);
      expect(changed).toBe(notes === undefined ? words(changes) : `of ${notes.on}: that somebody was told`);
      expect(keys).toBe(words(key === undefined ? otherKeys : [key, ...otherKeys]));
      expect(besides?.startsWith('puts events')).toBe(putsEvents);
    },
  );

  test('has every KMS key', () => {
    const keys = stackOf('sandbox')
      .ofType('AWS::KMS::Key')
      .map(([id]) => id);
    expect(keys.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
  });

  test('says what an intruder could do in each function', () => {
    const [, part = ''] = page.split('\n## What an intruder could do\n');
    const named = [...(part.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(functionRecords).sort());
  });
});
