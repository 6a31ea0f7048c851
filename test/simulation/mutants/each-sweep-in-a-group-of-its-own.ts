import type { Mutant } from './mutant.ts';

export const eachSweepInAGroupOfItsOwn: Mutant = {
  name: 'each sweep in a group of its own',
  file: 'shared/ledger/messaging/sweep-group.ts',
  find: 'each.to === to && each.coin === coin && ',
  replace: 'each.to !== to && ',
};
