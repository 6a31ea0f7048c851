import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { dueReminders } from './due-reminders.ts';

/**
 * Puts on the bus what people are to be reminded of, and notes it. After a crash in between it comes once more: who
 * listens tells it once.
 */
export async function remindPeople(
  { bus, instructions, clock }: Pick<ReconciliationDependencies, 'bus' | 'instructions' | 'clock'>,
  instruction: Instruction,
  policy: Pick<Policy, 'approvalExpiryMs'>,
): Promise<Instruction> {
  const due = dueReminders(instruction, policy, clock.now());
  if (due.length === 0) return instruction;
  await bus.publish(due.map(({ event }) => event));
  return instructions.recordReminders(
    instruction,
    due.map(({ name }) => name),
  );
}
