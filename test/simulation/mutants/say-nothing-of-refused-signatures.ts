import type { Mutant } from './mutant.ts';

export const sayNothingOfRefusedSignatures: Mutant = {
  name: 'say nothing of refused signatures',
  file: 'withdrawal-release/release-withdrawal.ts',
  find: `  await bus.publish([signatureRefusedEvent(next, signatures.refused)]);`,
  replace: `  if (signatures.refused.length > 1) await bus.publish([signatureRefusedEvent(next, signatures.refused)]);`,
};
