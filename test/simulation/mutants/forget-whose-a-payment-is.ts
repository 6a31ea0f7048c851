import type { Mutant } from './mutant.ts';

export const forgetWhoseAPaymentIs: Mutant = {
  name: 'forget whose a payment is',
  file: 'shared/matching/exchange-record.ts',
  find: `quantity, status, ...carried(marks) };`,
  replace: `quantity, status, marks: [], labels: [] };`,
};
