import type { Mutant } from './mutant.ts';

export const tellPersonsApartByCase: Mutant = {
  name: 'tell persons apart by case',
  file: 'shared/core/ids.ts',
  find: `return a.toLowerCase() === b.toLowerCase();`,
  replace: `return a === b;`,
};
