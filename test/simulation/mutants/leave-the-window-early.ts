import type { Mutant } from './mutant.ts';

export const leaveTheWindowEarly: Mutant = {
  name: 'let what moved leave the window of a limit an hour early',
  file: 'shared/ledger/limits/usage.ts',
  find: 'movedAt > since)',
  replace: 'movedAt > since + 3_600_000)',
};
