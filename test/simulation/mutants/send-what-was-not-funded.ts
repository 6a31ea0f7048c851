import type { Mutant } from './mutant.ts';

export const sendWhatWasNotFunded: Mutant = {
  name: 'send what was not funded',
  file: 'shared/ledger/funding/funding-progress.ts',
  find: `if (state.status === 'settled') return 'done';`,
  replace: `if (state.status === 'settled' || state.status === 'failed') return 'done';`,
};
