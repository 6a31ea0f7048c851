import type { Mutant } from './mutant.ts';

export const letOneConfirmAgain: Mutant = {
  name: 'let one person bring a destination into a new epoch',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: 'if (comparable.length <= proposers && comparable.length < people.length) return undefined;',
  replace: '',
};
