import type { Mutant } from './mutant.ts';

export const takeANonceThatNobodyGave: Mutant = {
  name: 'take a nonce that nobody gave',
  file: 'shared/ledger/passkeys/take-word.ts',
  find: `  if (given === undefined || !isGivenFor(given, said, word.expiresAt)) {
    throw new PasskeyRefusedError('passkey-nonce-unknown');
  }
`,
  replace: ``,
  also: [
    {
      file: 'shared/ledger/passkeys/take-word.ts',
      find: `  if (!(await nonces.use(nonce, digest))) throw new PasskeyRefusedError('passkey-nonce-used');
`,
      replace: `  if (given !== undefined && !(await nonces.use(nonce, digest))) throw new PasskeyRefusedError('passkey-nonce-used');
`,
    },
  ],
};
