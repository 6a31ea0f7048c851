import type { Mutant } from './mutant.ts';

export const waitForAnUnknownWord: Mutant = {
  name: 'wait for an unknown word',
  file: 'shared/matching/order-status.ts',
  find: `return wordsOnTheWay[kind].has(plain) ? 'on-its-way' : 'unknown-word';`,
  replace: `return 'on-its-way';`,
};
