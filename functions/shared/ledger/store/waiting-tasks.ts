import { iso, type Millis } from '../../core/clock.ts';
import { assert, TreasuryError } from '../../core/errors.ts';
import { instructionKey } from '../../core/item-keys.ts';
import { openIndex, openValues } from '../../core/names.ts';
import type { Instruction } from '../instruction/instruction.ts';
import { formerTokens, isNewToken, type TaskReport } from '../instruction/waiting-task.ts';
import { fromItem } from './item.ts';
import type { Table } from './table.ts';

/** Very many ask for one instruction at once, each with a token of its own. */
export class TaskTokenBusyError extends TreasuryError {
  constructor(id: string) {
    super('task-token-busy', `The task token of ${id} changes faster than it can be written`);
  }
}

/**
 * Who waits for an instruction's end. Attributes of its item that no transition touches, each changed under a
 * condition.
 */
export interface WaitingTaskStore {
  /**
   * Puts a newer token into the place of the older one. Answers the instruction as it stands then. Throws
   * TaskTokenBusyError.
   */
  replaceTaskToken(instruction: Instruction, token: string): Promise<Instruction>;
  /** Takes one turn to ask that the waiting execution be told. False where another tick took it, or nobody waits. */
  claimTaskRetry(instruction: Instruction, now: Millis): Promise<boolean>;
  /** Notes what became of telling. Nobody waits with this token any more. Safe to run twice. */
  recordTaskReport(instruction: Instruction, report: TaskReport): Promise<void>;
}

const roundsMax = 10;

/** What somebody waits by, and how often it was asked that they be told. It goes when they were. */
const waitingAttributes = ['taskToken', 'taskAskedAt', 'taskAskedTimes'] as const;
/** All attributes that noting a report names: who may change these and no others can move no instruction on. */
export const reportAttributes = [
  'taskReport',
  'formerTaskTokens',
  ...waitingAttributes,
  openIndex.key,
  openIndex.sort,
] as const;

export function openWaitingTasks(table: Table): WaitingTaskStore {
  return {
    replaceTaskToken: async (instruction, token) => {
      const { instructionId } = instruction.content;
      let seen = instruction;
      for (let round = 0; round < roundsMax; round += 1) {
        if (!isNewToken(seen, token)) return seen;
        if (await replace(table, seen, token)) return withToken(seen, token);
        // Also where the SDK met its own write: then the token is there now.
        const item = await table.get(instructionKey(instructionId));
        assert(item !== undefined, 'instructions are never deleted');
        seen = fromItem(item);
      }
      throw new TaskTokenBusyError(instructionId);
    },
    claimTaskRetry: (instruction, now) => claimRetry(table, instruction, now),
    recordTaskReport: (instruction, report) => recordReport(table, instruction, report),
  };
}

function withToken({ taskAskedAt, taskAskedTimes, ...seen }: Instruction, taskToken: string): Instruction {
  return { ...seen, taskToken, formerTaskTokens: formerTokens(seen) };
}

/** It is open again, also where it has ended: somebody has to be told. */
function replace(table: Table, seen: Instruction, taskToken: string): Promise<boolean> {
  const { taskToken: before, createdAt } = seen;
  return table.update(instructionKey(seen.content.instructionId), {
    set: {
      taskToken,
      formerTaskTokens: formerTokens(seen),
      [openIndex.key]: openValues.instructions,
      [openIndex.sort]: iso(createdAt),
    },
    remove: ['taskAskedAt', 'taskAskedTimes'],
    condition: before === undefined ? 'attribute_not_exists(#taskToken)' : '#taskToken = :before',
    values: before === undefined ? {} : { before },
  });
}

async function claimRetry(table: Table, instruction: Instruction, now: Millis): Promise<boolean> {
  const { taskToken: token, taskAskedAt: before, taskAskedTimes: times = 0 } = instruction;
  if (token === undefined) return false;
  const asIsSeen = before === undefined ? 'attribute_not_exists(#taskAskedAt)' : '#taskAskedAt = :before';
  return table.update(instructionKey(instruction.content.instructionId), {
    set: { taskAskedAt: now, taskAskedTimes: times + 1 },
    condition: `#taskToken = :token AND ${asIsSeen}`,
    values: before === undefined ? { token } : { token, before },
  });
}

async function recordReport(table: Table, instruction: Instruction, taskReport: TaskReport): Promise<void> {
  const { taskToken: token, version, publishedVersion } = instruction;
  if (token === undefined) return;
  // Where its events are not noted as out yet, whoever notes that takes it from the open index.
  const left = publishedVersion === version ? [openIndex.key, openIndex.sort] : [];
  await table.update(instructionKey(instruction.content.instructionId), {
    set: { taskReport, formerTaskTokens: formerTokens(instruction) },
    remove: [...waitingAttributes, ...left],
    condition: '#taskToken = :token',
    values: { token },
  });
}
