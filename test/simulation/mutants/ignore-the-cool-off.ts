import type { Mutant } from './mutant.ts';

export const ignoreTheCoolOff: Mutant = {
  name: 'ignore the cool-off',
  file: 'shared/ledger/authorization/authorize-payment.ts',
  find: `const notBefore = coolOffEnd(entry, policy.whitelistCoolOffMs);`,
  replace: `const notBefore = 0 * coolOffEnd(entry, policy.whitelistCoolOffMs);`,
};
