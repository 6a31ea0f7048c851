import type { Mutant } from './mutant.ts';

export const lookAroundTheLastAttempt: Mutant = {
  name: 'look around the last attempt alone',
  file: 'reconciliation/record-windows.ts',
  find: 'startTime: Math.min(startTime, controlFrom), endTime: seenAt }',
  replace: 'startTime: Math.min(startTime, controlFrom), endTime: Math.min(seenAt, startTime + 360_000) }',
};
