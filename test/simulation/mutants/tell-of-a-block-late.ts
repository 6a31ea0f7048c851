import type { Mutant } from './mutant.ts';

export const tellOfABlockLate: Mutant = {
  name: 'tell of a block when the answer is written',
  file: 'shared/ledger/send.ts',
  find: `    prepared.applyFeedback(),
  ]);`,
  replace: `    Promise.resolve(),
  ]);
  await prepared.applyFeedback();`,
};
