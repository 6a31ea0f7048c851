import type { Mutant } from './mutant.ts';

export const reconcileFromAnIncompletePage: Mutant = {
  name: 'reconcile from an incomplete page',
  file: 'exchange/records.ts',
  find: `    if (read.rows.length + read.unreadable < believedMax) {`,
  replace: `    if (read.rows.length + read.unreadable < Number.POSITIVE_INFINITY) {`,
};
