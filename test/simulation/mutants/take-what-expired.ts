import type { Mutant } from './mutant.ts';

export const takeWhatExpired: Mutant = {
  name: 'take what expired',
  file: 'shared/passkeys/verify-word.ts',
  find: `  if (takenAt > expiresAt) return 'expired';
`,
  replace: ``,
};
