import type { Mutant } from './mutant.ts';

export const leaveInASlotThatIsOver: Mutant = {
  name: 'leave in a slot that is over',
  file: 'shared/exchange/client/pacer.ts',
  find: 'return now - slot > lateMaxMs;',
  replace: 'return now - slot > 99_999;',
};
