import type { Mutant } from './mutant.ts';

export const takeAnyDigest: Mutant = {
  name: 'take any digest',
  file: 'approval/decide-approval.ts',
  find: `  if (request.digest !== digest) throw new DigestMismatchError(id);
`,
  replace: ``,
};
