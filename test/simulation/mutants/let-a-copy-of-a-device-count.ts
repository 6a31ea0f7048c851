import type { Mutant } from './mutant.ts';

export const letACopyOfADeviceCount: Mutant = {
  name: 'let a copy of a device count',
  file: 'shared/passkeys/sign-count.ts',
  find: `  return next > previous ? undefined : 'counter-not-grown';`,
  replace: `  return undefined;`,
};
