import type { Mutant } from './mutant.ts';

export const acceptANearMatch: Mutant = {
  name: 'accept a near match',
  file: 'shared/matching/match-records.ts',
  find: `|| record.marks.includes(content.instructionId),`,
  replace: `||
      record.marks.includes(content.instructionId) ||
      recordMismatches(content, record).length === 0,`,
};
