import type { Mutant } from './mutant.ts';

export const letAnybodyIn: Mutant = {
  name: 'let anybody in',
  file: 'shared/runtime/http/identity.ts',
  find: `throw new ForbiddenError(whatItTakes(access));`,
  replace: `whatItTakes(access);`,
};
