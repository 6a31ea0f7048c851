import type { Mutant } from './mutant.ts';

export const turnSignaturesOffAtOnce: Mutant = {
  name: 'turn signatures off at once',
  file: 'shared/ledger/policy/change/tighter.ts',
  find: `    passkeys: stricterLevel(inForce.passkeys, proposed.passkeys),`,
  replace: `    passkeys: proposed.passkeys,`,
};
