import type { Mutant } from './mutant.ts';

export const letTheProposerCount: Mutant = {
  name: 'let the proposer of the destination count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requester, ...comparable.slice(0, proposers), ...(confirmers.length === 1 ? confirmers : [])];`,
  replace: `return [requester, ...(confirmers.length === 1 ? confirmers : [])];`,
};
