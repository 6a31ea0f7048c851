import type { Mutant } from './mutant.ts';

export const passOverAnEmptyHour: Mutant = {
  name: 'pass over an hour whose list is empty',
  file: 'reconciliation/read-scan.ts',
  find: "isWhole: controlOf(known, wide.records) !== 'missing'",
  replace: 'isWhole: true',
};
