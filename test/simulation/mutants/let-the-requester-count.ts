import type { Mutant } from './mutant.ts';

export const letTheRequesterCount: Mutant = {
  name: 'let the requester count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requestedBy, entry.proposedBy, ...alone];`,
  replace: `return [entry.proposedBy, ...alone];`,
  also: [
    {
      file: 'approval/decide-approval.ts',
      find: `  if (isSamePerson(content.requestedBy, stamp.by)) throw new OwnInstructionError(id);
`,
      replace: ``,
    },
    {
      file: 'shared/ledger/instruction/approval-transitions.ts',
      find: `  assert(!isSamePerson(content.requestedBy, stamp.by), 'who asks does not approve');
`,
      replace: ``,
    },
  ],
};
