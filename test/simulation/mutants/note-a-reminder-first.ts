import type { Mutant } from './mutant.ts';

export const noteAReminderFirst: Mutant = {
  name: 'note a reminder before it is on the bus',
  file: 'reconciliation/remind-people.ts',
  find: `  await bus.publish(due.map(({ event }) => event));
  return instructions.recordReminders(
    instruction,
    due.map(({ name }) => name),
  );`,
  replace: `  const noted = await instructions.recordReminders(
    instruction,
    due.map(({ name }) => name),
  );
  await bus.publish(due.map(({ event }) => event));
  return noted;`,
};
