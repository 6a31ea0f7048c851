import type { Mutant } from './mutant.ts';

export const keepTheFirstLookAtTheEntry: Mutant = {
  name: 'keep the first look at the entry',
  file: 'withdrawal-release/release-withdrawal.ts',
  find: `return send(dependencies, instruction,`,
  replace: `return send({ ...dependencies, whitelist: { get: async () => inForce.entry } }, instruction,`,
};
