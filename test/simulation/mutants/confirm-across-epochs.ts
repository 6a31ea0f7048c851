import type { Mutant } from './mutant.ts';

export const confirmAcrossEpochs: Mutant = {
  name: 'let one person propose and confirm by two names',
  file: 'shared/ledger/whitelist/steps.ts',
  find: `compared === 'unknown' && state.status === 'proving'`,
  replace: `compared === 'unknown' && state.status === 'revoked'`,
};
