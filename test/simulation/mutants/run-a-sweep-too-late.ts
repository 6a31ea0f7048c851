import type { Mutant } from './mutant.ts';

export const runASweepTooLate: Mutant = {
  name: 'run a sweep however late it comes',
  file: 'asset-transfer/find-obstacle.ts',
  find: "    if (isRunTooLate(plan.sweep, plan.run, stamp.at)) return { kind: 'forbidden', reason: 'too-late' };\n",
  replace: '',
};
