import type { Mutant } from './mutant.ts';

export const keepLimitsByTheId: Mutant = {
  name: "keep a destination's limit by the id of the destination",
  file: 'shared/ledger/limits/book-name.ts',
  find: '[{ coin, account }, { coin }]',
  replace: "[{ coin, account: 'id#'.concat(subject.destination) }, { coin }]",
};
