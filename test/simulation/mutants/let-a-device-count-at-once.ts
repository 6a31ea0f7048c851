import type { Mutant } from './mutant.ts';

export const letADeviceCountAtOnce: Mutant = {
  name: 'let a device count at once',
  file: 'shared/passkeys/device-state.ts',
  find: `  return Math.max(actsFrom, confirmedAt + leastDelay);`,
  replace: `  return Math.min(actsFrom, confirmedAt);`,
};
