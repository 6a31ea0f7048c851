import type { Mutant } from './mutant.ts';

export const matchTwoGroupsByOnePerson: Mutant = {
  name: 'match two groups by one person',
  file: 'shared/ledger/authorization/quorum.ts',
  find: `if (holder === undefined || assign(holder, tried)) {`,
  replace: `if (holder === undefined || holder !== undefined) {`,
  also: [
    {
      file: 'shared/ledger/authorization/quorum.ts',
      find: `  assert(new Set(personOf.values()).size === personOf.size, 'each group has a person of its own');
`,
      replace: ``,
    },
  ],
};
