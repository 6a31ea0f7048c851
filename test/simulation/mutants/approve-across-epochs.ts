import type { Mutant } from './mutant.ts';

export const approveAcrossEpochs: Mutant = {
  name: 'let one person ask and approve by two names',
  file: 'approval/decide-approval.ts',
  find: `  if (compare(requester) !== 'different') throw new RequestIdentityChangedError(id);
`,
  replace: '',
  also: [
    {
      file: 'approval/decide-approval.ts',
      find: `compare(person) !== 'different'`,
      replace: `compare(person) === 'same'`,
    },
    {
      file: 'shared/ledger/authorization/quorum.ts',
      find: `comparePeople(person, approval, firstEpoch) === 'different'`,
      replace: `comparePeople(person, approval, firstEpoch) !== 'same'`,
    },
    {
      file: 'shared/ledger/authorization/excluded-approvers.ts',
      find: 'if (comparable.length <= proposers && comparable.length < people.length) return undefined;',
      replace: '',
    },
  ],
};
