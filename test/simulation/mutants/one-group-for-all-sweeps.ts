import type { Mutant } from './mutant.ts';

export const oneGroupForAllSweeps: Mutant = {
  name: 'one group for all sweeps',
  file: 'shared/ledger/messaging/sweep-group.ts',
  find: 'return sharesGroup(sweep, sweeps) ?',
  replace: "if (sweep.id !== '') return 'transfer';\n  return sharesGroup(sweep, sweeps) ?",
};
