import { instructionKey } from '../../core/item-keys.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Table } from './table.ts';

/** What people were reminded of. An attribute of the instruction's item that no transition touches. */
export interface ReminderStore {
  /** Notes these as given. Answers the instruction as it is then; unchanged where somebody else noted something. */
  recordReminders(instruction: Instruction, names: readonly string[]): Promise<Instruction>;
}

export function openReminders(table: Table): ReminderStore {
  return {
    recordReminders: async (instruction, names) => {
      const { reminders: before, content } = instruction;
      const reminders = [...(before ?? []), ...names];
      const isAsSeen = before === undefined ? 'attribute_not_exists(#reminders)' : '#reminders = :before';
      const isNoted = await table.update(instructionKey(content.instructionId), {
        set: { reminders },
        condition: isAsSeen,
        values: before === undefined ? {} : { before },
      });
      return isNoted ? { ...instruction, reminders } : instruction;
    },
  };
}
