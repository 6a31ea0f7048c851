import type { Mutant } from './mutant.ts';

export const dropThePauseCheck: Mutant = {
  name: 'drop the pause check',
  file: 'shared/ledger/store/pauses.ts',
  find: `get: async () => (await read(table)).state.pauses,`,
  replace: `get: async () => {
      await read(table);
      return [];
    },`,
};
