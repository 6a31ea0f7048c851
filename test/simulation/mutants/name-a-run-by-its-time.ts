import type { Mutant } from './mutant.ts';

export const nameARunByItsTime: Mutant = {
  name: 'name the run of a deposit by its time',
  file: 'shared/ledger/messaging/sweep-message.ts',
  find: '  if (deposit !== undefined) return depositRunId(sweepId, deposit);\n',
  replace: '',
};
