import type { Mutant } from './mutant.ts';

export const takeItFromAnyPage: Mutant = {
  name: 'take it from any page',
  file: 'shared/passkeys/assertion.ts',
  find: `  if (!isOriginOf(party, client.origin)) return 'wrong-origin';
`,
  replace: ``,
};
