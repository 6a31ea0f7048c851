import type { Mutant } from './mutant.ts';

export const moveMoreThanDecidedNow: Mutant = {
  name: 'let a sweep move more than it would decide now',
  file: 'asset-transfer/find-obstacle.ts',
  find: "  if (compare(decision.quantity, content.quantity) < 0) return 'balance-changed';\n",
  replace: '',
};
