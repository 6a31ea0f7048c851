import type { Mutant } from './mutant.ts';

export const reconcileFromAnIncompletePage: Mutant = {
  name: 'reconcile from an incomplete page',
  file: 'shared/exchange/records.ts',
  find: `    const isWhole = page.records.length + page.unreadable < truncationThreshold;`,
  replace: `    const isWhole = page.records.length + page.unreadable < Number.POSITIVE_INFINITY;`,
};
