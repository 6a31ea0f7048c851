import type { Mutant } from './mutant.ts';

export const resumeAcrossEpochs: Mutant = {
  name: 'let one person resume by two names',
  file: 'shared/ledger/pause/pause.ts',
  find: `  if (compared === 'unknown') {`,
  replace: '  if (pause.resume === undefined) {',
};
