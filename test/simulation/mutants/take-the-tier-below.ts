import type { Mutant } from './mutant.ts';

export const takeTheTierBelow: Mutant = {
  name: 'take the quorum of the tier below',
  file: 'shared/ledger/authorization/quorum.ts',
  find: `compare(tier.over, best.over) > 0 ? tier : best`,
  replace: `compare(tier.over, best.over) < 0 ? tier : best`,
};
