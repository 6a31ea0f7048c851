import type { Mutant } from './mutant.ts';

export const countKnownRowsAsMissed: Mutant = {
  name: 'count known rows as missed',
  file: 'shared/exchange/records.ts',
  find: 'more.records.filter((row) => !known.has(rowId(row))).length',
  replace: 'more.records.length',
};
