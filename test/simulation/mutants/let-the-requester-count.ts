import type { Mutant } from './mutant.ts';

export const letTheRequesterCount: Mutant = {
  name: 'let the requester count',
  file: 'shared/ledger/authorization/excluded-approvers.ts',
  find: `return [requester, ...comparable.slice(0, proposers), ...(confirmers.length === 1 ? confirmers : [])];`,
  replace: `return [...comparable.slice(0, proposers), ...(confirmers.length === 1 ? confirmers : [])];`,
  also: [
    {
      file: 'approval/decide-approval.ts',
      find: `comparePeople(requester, stamp, firstEpoch) === 'same'`,
      replace: `content.instructionId === ''`,
    },
    {
      file: 'approval/decide-approval.ts',
      find: `  if (compare(requester) !== 'different') throw new RequestIdentityChangedError(id);
`,
      replace: ``,
    },
    {
      file: 'shared/ledger/instruction/approval-transitions.ts',
      find: `  assert(requester !== undefined && !isSame(requester), 'who asks does not approve');
`,
      replace: ``,
    },
  ],
};
