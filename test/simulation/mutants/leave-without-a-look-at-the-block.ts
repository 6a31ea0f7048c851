import type { Mutant } from './mutant.ts';

export const leaveWithoutALookAtTheBlock: Mutant = {
  name: 'leave without a look at the block',
  file: 'shared/runtime/table-pacer.ts',
  find: `if (sleepMs > 0) await clock.sleep(sleepMs);
  refuseBlocked(await read(table, key), clock.now());`,
  replace: 'if (sleepMs > 0) await clock.sleep(sleepMs);',
};
