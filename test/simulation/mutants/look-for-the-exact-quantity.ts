import type { Mutant } from './mutant.ts';

export const lookForTheExactQuantity: Mutant = {
  name: 'look for the exact quantity and name',
  file: 'shared/matching/near-record.ts',
  find: 'return record.coin.toLowerCase() === content.coin.toLowerCase() && isTo',
  replace: 'return record.coin === content.coin && record.quantity === content.quantity && isTo',
  also: [
    {
      file: 'reconciliation/follow-one.ts',
      find: '  if (unclaimed.some(isLike)) return',
      replace: '  if (false) return',
    },
    {
      file: 'reconciliation/follow-one.ts',
      find: 'isLike(record) || isNear(content, record)',
      replace: 'isNear(content, record)',
    },
  ],
};
