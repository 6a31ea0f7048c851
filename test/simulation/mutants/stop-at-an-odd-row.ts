import type { Mutant } from './mutant.ts';

export const stopAtAnOddRow: Mutant = {
  name: 'stop at an odd row',
  file: 'shared/exchange/find-balance.ts',
  find: 'if (unreadable.some((each) => each.coin === coin)) throw',
  replace: 'if (unreadable.length > 0) throw',
};
