import type { Mutant } from './mutant.ts';

export const reconcileFromAnIncompletePage: Mutant = {
  name: 'reconcile from an incomplete page',
  file: 'shared/exchange/records.ts',
  find: `    if (page.records.length + page.unreadable < truncationThreshold) {`,
  replace: `    if (page.records.length + page.unreadable < Number.POSITIVE_INFINITY) {`,
};
