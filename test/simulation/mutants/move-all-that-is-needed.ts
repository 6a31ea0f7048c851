import type { Mutant } from './mutant.ts';

export const moveAllThatIsNeeded: Mutant = {
  name: 'move all that a withdrawal needs',
  file: 'shared/ledger/funding/lack.ts',
  find: 'return roundUp(subtractToZero(need, free), decimals);',
  replace: `return roundUp(subtractToZero(need, free), decimals) === '0' ? subtractToZero(need, need) : need;`,
};
