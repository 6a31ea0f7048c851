import type { Mutant } from './mutant.ts';

export const forgetWhoseAPaymentIs: Mutant = {
  name: 'forget whose a payment is',
  file: 'shared/matching/exchange-record.ts',
  find: `status, receipt, ...carried(marks) };`,
  replace: `status, receipt, marks: [], labels: [] };`,
};
