import type { Mutant } from './mutant.ts';

export const believeOneOfTwoEnds: Mutant = {
  name: 'believe one of two ends',
  file: 'shared/matching/match-records.ts',
  find: `  if (settled !== undefined) return failed === undefined ? settled : undefined;`,
  replace: `  if (failed !== undefined) return failed;
  if (settled !== undefined) return settled;`,
};
