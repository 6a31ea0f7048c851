import type { Mutant } from './mutant.ts';

export const nameALateRequestAsNow: Mutant = {
  name: 'take a late request to be named as people are now',
  file: 'shared/ledger/policy/identity-epochs.ts',
  find: `if (!isTold || events.some((event) => mayChangeNames(event) && at < event.at + settledMs)) return undefined;`,
  replace: `if (!isTold) return undefined;`,
};
