import type { Mutant } from './mutant.ts';

export const ignoreAVersionConflict: Mutant = {
  name: 'ignore a version conflict',
  file: 'shared/ledger/store/instruction-store.ts',
  find: `  if (item.writeId !== writeId) throw new VersionConflictError(fromItem(item));`,
  replace: `  if (item.writeId === undefined) throw new VersionConflictError(fromItem(item));`,
};
