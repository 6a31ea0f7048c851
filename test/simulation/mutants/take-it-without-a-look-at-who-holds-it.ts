import type { Mutant } from './mutant.ts';

export const takeItWithoutALookAtWhoHoldsIt: Mutant = {
  name: 'take it without a look at who holds it',
  file: 'shared/passkeys/assertion.ts',
  find: `  return data.isUserVerified ? undefined : 'user-not-verified';`,
  replace: `  return undefined;`,
};
