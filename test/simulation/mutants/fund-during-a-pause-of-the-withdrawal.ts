import type { Mutant } from './mutant.ts';

export const fundDuringAPauseOfTheWithdrawal: Mutant = {
  name: 'fund during a pause of the withdrawal',
  file: 'asset-transfer/fund-withdrawal.ts',
  find: 'const subjects = plan === undefined ? [funded] : [funded, contentOf(plan, funded, zero)];',
  replace: 'const subjects = plan === undefined ? [] : [contentOf(plan, funded, zero)];',
};
