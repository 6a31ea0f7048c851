import type { Mutant } from './mutant.ts';

export const takeAFailedEntryForWritten: Mutant = {
  name: 'take a failed entry of the search index for written',
  file: 'shared/ledger/store/instruction-store.ts',
  find: `  await enterIntoSearch(table, instruction);
  const mark =`,
  replace: `  await enterIntoSearch(table, instruction).catch(() => undefined);
  const mark =`,
};
