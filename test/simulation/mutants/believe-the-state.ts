import type { Mutant } from './mutant.ts';

export const believeTheState: Mutant = {
  name: 'believe the state of an item, whatever its history tells',
  file: 'shared/ledger/instruction/coherence.ts',
  find: 'if (last?.to !== state.status)',
  replace: 'if (last === undefined)',
};
