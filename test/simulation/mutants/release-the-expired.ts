import type { Mutant } from './mutant.ts';

export const releaseTheExpired: Mutant = {
  name: 'release what has expired',
  file: 'shared/ledger/instruction/readiness.ts',
  find: `  if (hasExpired(instruction, approvalExpiryMs, stamp.at)) return { kind: 'end', next: expire(instruction, stamp) };
`,
  replace: ``,
};
