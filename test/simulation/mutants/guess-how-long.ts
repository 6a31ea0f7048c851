import type { Mutant } from './mutant.ts';

export const guessHowLong: Mutant = {
  name: 'guess how long where the exchange names it',
  file: 'shared/exchange/client/block-time.ts',
  find: 'namedWaitMs(retryAfter, now) ?? usualBlockMs[by]',
  replace: 'usualBlockMs[by]',
};
