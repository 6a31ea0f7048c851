import type { Mutant } from './mutant.ts';

export const payToWhereNobodySigned: Mutant = {
  name: 'pay to where nobody signed',
  file: 'shared/ledger/passkeys/read-signatures.ts',
  find: `  const isAsked = asksBeyondApprovals(policy);`,
  replace: `  const isAsked = false;`,
};
