import type { Mutant } from './mutant.ts';

export const countWhatNobodySigned: Mutant = {
  name: 'count what nobody signed',
  file: 'shared/ledger/authorization/approval-progress.ts',
  find: `  const approvals = requirement.passkeys ? signed : instruction.approvals;`,
  replace: `  const approvals = [...new Set([...signed, ...instruction.approvals])];`,
};
