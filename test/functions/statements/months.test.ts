import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../infra/local/exchange-simulator/seeded-random.ts';
import { flawsOf } from './check-month.ts';
import { playMonth } from './play-month.ts';
import { arbitraryMonth } from './statement-month.ts';

/*
 * Whatever a month was like, and however the exchange shows it, statements chain and balance, or name the exact
 * difference. `MONTHS=10000` plays so many, `SEED=4711` begins with that one.
 */
const months = process.env.MONTHS === undefined ? undefined : Number(process.env.MONTHS);
const firstSeed = process.env.SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.SEED);
/** As many as fit, where nobody says how many. */
const timeMs = 2_000;

test(`statements of any month chain and balance, or name the exact difference (seeds from ${firstSeed})`, async () => {
  const until = Date.now() + timeMs;
  let played = 0;
  let days = 0;
  for (; months === undefined ? Date.now() < until : played < months; played += 1) {
    const month = arbitraryMonth(seededRandom(firstSeed + played));
    const result = await playMonth(month);
    days += result.objects.size;
    expect({ seed: firstSeed + played, flaws: flawsOf(month, result) }).toEqual({
      seed: firstSeed + played,
      flaws: [],
    });
  }
  expect(played).toBeGreaterThan(0);
  // A month that stands still chains too.
  expect(days).toBeGreaterThan(20 * played);
}, 3_600_000);
