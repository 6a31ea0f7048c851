import type { Mutant } from './mutant.ts';

export const letAnyKnownIdClaim: Mutant = {
  name: 'let any known id claim a movement',
  file: 'reconciliation/near-matches.ts',
  find: 'unclaimedReason(other, record) === undefined',
  replace: 'other !== undefined',
};
