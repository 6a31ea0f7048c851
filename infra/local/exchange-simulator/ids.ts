import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { RandomSource } from './seeded-random.ts';

/** Makes ids that rise and never repeat, as text: they are beyond what a Number holds (exchange-api.md 3.17). */
export interface Ids {
  /** 19 digits: transfers, trading orders, lines of the fund statement. */
  long(): string;
  /** 18 digits: what follows the letter of a withdrawal or deposit. */
  short(): string;
}

const stepMax = 1_000;
/** Below this a moment has fewer than 13 digits. */
const thirteenDigits = 1_000_000_000_000;

/** The start is part of every id, so that those of two runs differ. */
export function createIds(random: RandomSource, startedAt: Millis): Ids {
  const start = BigInt(Math.max(thirteenDigits, Math.floor(startedAt)));
  let long = start * 1_000_000n;
  let short = start * 100_000n;
  const ahead = () => BigInt(1 + Math.floor(random() * stepMax));
  return {
    long: () => {
      long += ahead();
      return String(long);
    },
    short: () => {
      short += ahead();
      return String(short);
    },
  };
}
