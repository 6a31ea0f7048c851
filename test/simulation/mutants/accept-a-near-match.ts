import type { Mutant } from './mutant.ts';

export const acceptANearMatch: Mutant = {
  name: 'accept a near match',
  file: 'shared/matching/match-records.ts',
  find: `? movement.marks.includes(content.instructionId)`,
  replace: `? movement.marks.includes(content.instructionId) || differences(content, movement).length === 0`,
};
