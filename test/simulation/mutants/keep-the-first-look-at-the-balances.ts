import type { Mutant } from './mutant.ts';

export const keepTheFirstLookAtTheBalances: Mutant = {
  name: 'ask the last look at a sweep nothing about its quantity',
  file: 'asset-transfer/run-sweep.ts',
  find: 'isPaused: paused, balances }',
  replace: 'isPaused: paused }',
};
