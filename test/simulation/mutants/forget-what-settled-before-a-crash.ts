import type { Mutant } from './mutant.ts';

export const forgetWhatSettledBeforeACrash: Mutant = {
  name: 'forget what settled before a crash',
  file: 'reconciliation/finish-in-turn.ts',
  find: 'return keepAndPublish(dependencies, instruction);',
  replace:
    'return (await import("../shared/ledger/messaging/status-events.ts")).publishAllStatusEvents(dependencies.bus, dependencies.instructions, instruction);',
};
