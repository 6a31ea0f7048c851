import type { Mutant } from './mutant.ts';

export const letAnybodyIn: Mutant = {
  name: 'let anybody in',
  file: 'shared/runtime/http/identity.ts',
  find: `  if (!identity.groups.some((group) => groups.includes(group))) throw new ForbiddenError(what);
`,
  replace: ``,
};
