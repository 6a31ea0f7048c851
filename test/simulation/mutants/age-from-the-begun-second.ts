import type { Mutant } from './mutant.ts';

export const ageFromTheBegunSecond: Mutant = {
  name: 'age from the begun second',
  file: 'shared/ledger/limits/settlements.ts',
  find: 'return time % 1_000 === 0 ? time + 999 : time;',
  replace: 'return time;',
};
