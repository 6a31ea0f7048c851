import type { Mutant } from './mutant.ts';

export const leaveItSentForEver: Mutant = {
  name: 'leave it sent for ever',
  file: 'reconciliation/sent-limit.ts',
  find: `return now - since > ms;`,
  replace: `return since > now + ms;`,
};
