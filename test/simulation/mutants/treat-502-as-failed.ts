import type { Mutant } from './mutant.ts';

export const treat502AsFailed: Mutant = {
  name: 'treat 502 as failed',
  file: 'shared/exchange/client/judge-submission.ts',
  find: `if (status >= 500) return { kind: 'unknown',`,
  replace: `if (status === 502) return { kind: 'refused', exchangeCode: 'http-502' };
  if (status >= 500) return { kind: 'unknown',`,
};
