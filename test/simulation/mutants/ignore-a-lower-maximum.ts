import type { Mutant } from './mutant.ts';

export const ignoreALowerMaximum: Mutant = {
  name: 'ignore a maximum that is lowered while a sweep is being sent',
  file: 'asset-transfer/find-obstacle.ts',
  find: '  const decision = decideSweep(sweep, balances, decimals);',
  replace: '  const { max: _, ...others } = sweep;\n  const decision = decideSweep(others, balances, decimals);',
};
