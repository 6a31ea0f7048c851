import type { Mutant } from './mutant.ts';

export const keepTheFirstLookAtThePolicy: Mutant = {
  name: 'keep the first look at the policy',
  file: 'withdrawal-release/release-withdrawal.ts',
  find: `return send(dependencies, instruction,`,
  replace: `return send({ ...dependencies, policies: { get: async () => inForce.policy } }, instruction,`,
};
