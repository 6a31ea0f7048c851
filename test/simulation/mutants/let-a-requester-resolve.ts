import type { Mutant } from './mutant.ts';

export const letARequesterResolve: Mutant = {
  name: 'let two resolve of whom one may have asked',
  file: 'approval/decide-resolution.ts',
  find: 'const peopleMax = 3;',
  replace: 'const peopleMax = 2;',
};
