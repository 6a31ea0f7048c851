import type { Mutant } from './mutant.ts';

export const askForLessThanTheStage: Mutant = {
  name: 'ask for less than the stage',
  file: 'shared/ledger/policy/passkey-floor.ts',
  find: `  const passkeys = stricterLevel(floor.level, policy.passkeys);`,
  replace: `  const { passkeys } = policy;`,
};
