import type { Mutant } from './mutant.ts';

export const skipTheQuietPeriod: Mutant = {
  name: 'skip the quiet period',
  file: 'reconciliation/judge-absence.ts',
  find: `if (look.seenAt < deadline + quietMs) return { kind: 'wait' };`,
  replace: `if (look.seenAt < deadline) return { kind: 'wait' };`,
};
