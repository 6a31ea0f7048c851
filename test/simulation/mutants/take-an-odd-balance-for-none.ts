import type { Mutant } from './mutant.ts';

export const takeAnOddBalanceForNone: Mutant = {
  name: 'take an odd balance for none',
  file: 'shared/exchange/find-balance.ts',
  find: 'if (unreadable.some((each) => each.coin === coin)) throw',
  replace: 'if (unreadable.length > 99) throw',
};
