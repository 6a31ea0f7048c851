import type { Mutant } from './mutant.ts';

export const sendBeforeWrite: Mutant = {
  name: 'send before write',
  file: 'shared/ledger/send.ts',
  find: `  await store.update(approved, started);
  const answer = await submit(started, dependencies, prepared, preparedAt);`,
  replace: `  const answer = await submit(started, dependencies, prepared, preparedAt);
  await store.update(approved, started);`,
};
