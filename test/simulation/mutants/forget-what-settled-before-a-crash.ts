import type { Mutant } from './mutant.ts';

export const forgetWhatSettledBeforeACrash: Mutant = {
  name: 'forget what settled before a crash',
  file: 'reconciliation/finish-in-turn.ts',
  find: `  await notePayment(dependencies, instruction, dependencies.clock.now());\n`,
  replace: '',
};
