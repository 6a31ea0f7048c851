import type { Mutant } from './mutant.ts';

export const believeWhatSaysItIsSigned: Mutant = {
  name: 'believe what says it is signed',
  file: 'shared/ledger/authorization/signed-approvals.ts',
  find: `    signed: claimed.filter((_, index) => judgements[index]?.kind === 'counts'),
`,
  replace: `    signed: claimed,
`,
};
