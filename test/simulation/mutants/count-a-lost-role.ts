import type { Mutant } from './mutant.ts';

export const countALostRole: Mutant = {
  name: 'count a role that was lost',
  file: 'shared/ledger/authorization/quorum.ts',
  find: `const groups = approval.groups.filter((group) => approverGroups.includes(group));`,
  replace: `const { groups } = approval;`,
};
