import type { Mutant } from './mutant.ts';

export const throwAKeyAway: Mutant = {
  name: 'throw a key away for a fault of the network that is not on a list',
  file: 'shared/signing/secret-source.ts',
  find: 'const code = systemFaultCode(error);',
  replace: `const code = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'].find(
    (each) => each === systemFaultCode(error),
  );`,
};
