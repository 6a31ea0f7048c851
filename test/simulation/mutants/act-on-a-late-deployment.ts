import type { Mutant } from './mutant.ts';

export const actOnALateDeployment: Mutant = {
  name: 'act on a late deployment',
  file: 'shared/ledger/policy/deployments.ts',
  find: `if (request.at !== undefined && request.at < Math.max(...times)) return { kind: 'superseded' };`,
  replace: ``,
};
