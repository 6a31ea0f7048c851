import type { Mutant } from './mutant.ts';

export const payByARevokedDevice: Mutant = {
  name: 'pay by a revoked device',
  file: 'shared/passkeys/judge-word.ts',
  find: `  const later = stillAt === undefined ? device : judgeDevice(registry, { ...asked, at: stillAt });`,
  replace: `  const later = stillAt === undefined ? device : judgeDevice(registry, { ...asked, at: takenAt });`,
};
