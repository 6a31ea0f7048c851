import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { assumptions } from '../../infra/tools/cost/assumptions.ts';
import { refreshEstimates } from '../../infra/tools/cost/print-estimate.ts';

const page = await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8');

describe('docs/cost.md', () => {
  test('shows what its commands print', async () => {
    expect(page.match(/```text/g)).toHaveLength(2);
    expect(await refreshEstimates(page)).toBe(page);
  });

  test('tells every assumption with its value', () => {
    const told = [...page.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, value]) => [name, Number(value)]);
    expect(Object.fromEntries(told)).toEqual(assumptions);
  });
});
