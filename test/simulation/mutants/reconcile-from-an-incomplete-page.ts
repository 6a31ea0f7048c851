import type { Mutant } from './mutant.ts';

export const reconcileFromAnIncompletePage: Mutant = {
  name: 'reconcile from an incomplete page',
  file: 'shared/exchange/records.ts',
  find: `    if (page.rows.length + page.unreadable < believedMax) {`,
  replace: `    if (page.rows.length + page.unreadable < Number.POSITIVE_INFINITY) {`,
};
