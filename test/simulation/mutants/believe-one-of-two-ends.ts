import type { Mutant } from './mutant.ts';

export const believeOneOfTwoEnds: Mutant = {
  name: 'believe one of two ends',
  file: 'shared/matching/match-records.ts',
  find: `if (settled !== undefined && failed !== undefined) return undefined;`,
  replace: `if (failed !== undefined) return failed;`,
};
