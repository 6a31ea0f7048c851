import type { Mutant } from './mutant.ts';

export const letTheProposerCount: Mutant = {
  name: 'let the proposer of the destination count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requestedBy, entry.proposedBy, ...alone];`,
  replace: `return [requestedBy, ...alone];`,
};
