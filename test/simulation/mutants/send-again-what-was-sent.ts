import type { Mutant } from './mutant.ts';

export const sendAgainWhatWasSent: Mutant = {
  name: 'send again what was sent',
  file: 'withdrawal-release/spent-signatures.ts',
  find: `  if (sent !== undefined && !isToldBy(instruction, sent)) return 'sent-before';`,
  replace: `  if (sent?.answer === 'refused' && !isToldBy(instruction, sent)) return 'sent-before';`,
};
