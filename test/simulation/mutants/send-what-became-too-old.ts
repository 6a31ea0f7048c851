import type { Mutant } from './mutant.ts';

export const sendWhatBecameTooOld: Mutant = {
  name: 'ask the last look nothing about age',
  file: 'withdrawal-release/release-withdrawal.ts',
  find: 'heldReasonFor(findObstacle(instruction, ',
  replace: 'heldReasonFor(findObstacle({ ...instruction, createdAt: dependencies.clock.now() }, ',
};
