import type { Mutant } from './mutant.ts';

export const letTheSoleConfirmerCount: Mutant = {
  name: 'let the sole confirmer count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requester, ...comparable.slice(0, proposers), ...(confirmers.length === 1 ? confirmers : [])];`,
  replace: `return [requester, ...comparable.slice(0, proposers)];`,
};
