import type { Mutant } from './mutant.ts';

export const letAPersonCountTwice: Mutant = {
  name: 'let a person count twice',
  file: 'approval/decide-approval.ts',
  find: `  if (hasApproved(payment, stamp)) throw new AlreadyApprovedError(id);
`,
  replace: ``,
  also: [
    {
      file: 'shared/ledger/instruction/approval-transitions.ts',
      find: `  assert(word !== undefined || !approvals.some(isSame), 'a person approves once');
`,
      replace: ``,
    },
    {
      file: 'shared/ledger/authorization/quorum.ts',
      find: `[...excluded, ...counted]`,
      replace: `[...excluded]`,
    },
  ],
};
