import type { Mutant } from './mutant.ts';

export const payTheRevoked: Mutant = {
  name: 'pay to what is revoked',
  file: 'shared/ledger/authorization/authorize-payment.ts',
  find: `    case 'revoked':
      return 'destination-revoked';
`,
  replace: `    case 'revoked':
`,
};
