import type { Mutant } from './mutant.ts';

export const takeWhatWasSignedForSomethingElse: Mutant = {
  name: 'take what was signed for something else',
  file: 'shared/passkeys/assertion.ts',
  find: `  if (client.challenge !== challenge.toString('base64url')) return 'wrong-challenge';
`,
  replace: ``,
};
