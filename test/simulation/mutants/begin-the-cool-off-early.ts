import type { Mutant } from './mutant.ts';

export const beginTheCoolOffEarly: Mutant = {
  name: 'count the cool-off from the confirmation',
  file: 'shared/ledger/whitelist/steps.ts',
  find: `until: stamp.at + coolOffMs }, stamp);`,
  replace: `until: (entry.confirmations[0]?.at ?? 0) + coolOffMs }, stamp);`,
};
