import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inTurn, startTurns, type TickPart, tickBudgetMs } from '../../../functions/reconciliation/turns.ts';
import type { TickTurn } from '../../../functions/shared/ledger/store/tick-turns.ts';
import { manualClock } from '../../support/clock.ts';

/** Ticks one after the other, each of which knows what the last one noted. Answers which parts came up in each. */
async function runTicks(count: number, costs: readonly number[]): Promise<string[][]> {
  const clock = manualClock();
  let last: TickTurn = {};
  const ticks: string[][] = [];
  for (let tick = 0; tick < count; tick += 1) {
    const began: string[] = [];
    const parts = costs.map(
      (ms, index): TickPart => ({
        name: `part ${index}`,
        shareMs: 5_000,
        run: async () => {
          began.push(`part ${index}`);
          clock.advance(ms);
        },
      }),
    );
    const turns = startTurns(clock, last);
    await turns.run(parts);
    last = turns.noted();
    ticks.push(began);
  }
  return ticks;
}

describe('the parts of a tick', () => {
  test('all get their turn within as many ticks as there are parts, however long each of them takes', async () => {
    const cost = fc.integer({ min: 0, max: 3 * tickBudgetMs });
    await fc.assert(
      fc.asyncProperty(fc.array(cost, { minLength: 1, maxLength: 9 }), async (costs) => {
        const ticks = await runTicks(2 * costs.length, costs);
        for (let from = 0; from <= costs.length; from += 1) {
          const came = new Set(ticks.slice(from, from + costs.length).flat());
          expect(came.size).toBe(costs.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('all come up in one tick where there is time, in their order', async () => {
    expect(await runTicks(2, [1, 2, 3])).toEqual(Array(2).fill(['part 0', 'part 1', 'part 2']));
  });
});

describe('what a part goes through', () => {
  test('comes up within a bounded number of ticks, also where what was looked at last is gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 }), async (keys) => {
        const clock = manualClock();
        let last: TickTurn = {};
        let left = keys;
        const seen = new Set<string>();
        for (let tick = 0; tick < keys.length; tick += 1) {
          const turns = startTurns(clock, last);
          const run: TickPart['run'] = (turn) =>
            inTurn(
              left,
              (key) => key,
              turn,
              async (key) => {
                seen.add(key);
                clock.advance(tickBudgetMs);
              },
            );
          await turns.run([{ name: 'one', shareMs: 5_000, run }]);
          last = turns.noted();
          left = left.filter((key) => last.after?.one !== key || tick % 2 === 0);
        }
        expect(seen.size).toBe(keys.length);
      }),
      { numRuns: 200 },
    );
  });
});
