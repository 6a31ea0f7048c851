import type { Mutant } from './mutant.ts';

export const skipTheQuietPeriod: Mutant = {
  name: 'skip the quiet period',
  file: 'reconciliation/judge-absence.ts',
  find: `if (evidence.seenAt < last.timestamp + last.recvWindow + quietPeriodMs) return { kind: 'wait' };`,
  replace: `if (evidence.seenAt < last.timestamp + last.recvWindow) return { kind: 'wait' };`,
};
