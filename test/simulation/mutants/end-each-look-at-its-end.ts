import type { Mutant } from './mutant.ts';

export const endEachLookAtItsEnd: Mutant = {
  name: 'end each look at its end',
  file: 'shared/exchange/time-window.ts',
  find: 'return { startTime: startTime - overlapMs, endTime: endTime + overlapMs };',
  replace: 'return { startTime, endTime };',
};
