import type { Mutant } from './mutant.ts';

export const payTheRevoked: Mutant = {
  name: 'pay to what is revoked',
  file: 'shared/ledger/gate/gate.ts',
  find: `    case 'revoked':
      return 'destination-revoked';
`,
  replace: `    case 'revoked':
`,
};
