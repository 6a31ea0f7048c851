import type { Mutant } from './mutant.ts';

export const cancelForAnybody: Mutant = {
  name: 'cancel for anybody',
  file: 'approval/cancel-instruction.ts',
  find: `  if (!isSamePerson(content.requestedBy, stamp.by)) throw new NotYourInstructionError(content.instructionId);
`,
  replace: ``,
  also: [
    {
      file: 'shared/ledger/instruction/approval-transitions.ts',
      find: `  assert(isSamePerson(instruction.content.requestedBy, stamp.by), 'only who asked for it takes it back');
`,
      replace: ``,
    },
  ],
};
