import type { Mutant } from './mutant.ts';

export const takeASlotThatAnotherTook: Mutant = {
  name: 'take a slot that another took',
  file: 'shared/runtime/table-pacer.ts',
  find: 'if (!(await take(paced, pace, seen, slot))) continue;',
  replace: 'await take(paced, pace, seen, slot);',
};
