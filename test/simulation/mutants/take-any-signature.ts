import type { Mutant } from './mutant.ts';

export const takeAnySignature: Mutant = {
  name: 'take any signature',
  file: 'shared/passkeys/assertion.ts',
  find: `  if (!isSignedBy(publicKey, key.algorithm, signed, signatureBytes)) return invalid('bad-signature');
`,
  replace: ``,
};
