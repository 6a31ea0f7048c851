import type { Mutant } from './mutant.ts';

export const forgetTheLevelOfApprovals: Mutant = {
  name: 'forget the level of approvals',
  file: 'shared/ledger/authorization/quorum.ts',
  find: `passkeys: passkeys !== 'off' || highest?.passkeys === true };`,
  replace: `passkeys: passkeys === 'all' || highest?.passkeys === true };`,
};
