import type { Mutant } from './mutant.ts';

export const letTheSoleConfirmerCount: Mutant = {
  name: 'let the sole confirmer count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requestedBy, entry.proposedBy, ...alone];`,
  replace: `return [requestedBy, entry.proposedBy];`,
};
