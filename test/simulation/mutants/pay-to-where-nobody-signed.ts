import type { Mutant } from './mutant.ts';

export const payToWhereNobodySigned: Mutant = {
  name: 'pay to where nobody signed',
  file: 'shared/ledger/passkeys/read-signatures.ts',
  find: `  if (passkeys !== 'all') return true;`,
  replace: `  if (passkeys !== 'off') return true;`,
};
