import type { Mutant } from './mutant.ts';

export const tellPersonsApartByCase: Mutant = {
  name: 'tell persons apart by case',
  file: '../../../functions/shared/core/ids.ts',
  find: `return a.toLowerCase() === b.toLowerCase();`,
  replace: `return a === b;`,
};
