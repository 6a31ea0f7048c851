import type { Mutant } from './mutant.ts';

export const loosenAtOnce: Mutant = {
  name: 'loosen at once',
  file: 'shared/ledger/policy/policy-state.ts',
  find: `const actsAt = at + inForce.policy.looseningDelayMs;`,
  replace: `const actsAt = at;`,
};
