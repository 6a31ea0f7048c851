import type { Instruction, InstructionStatus } from '../../shared/ledger/instruction/instruction.ts';
import type { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import type { InstructionStore } from '../../shared/ledger/store/instruction-store.ts';
import type { Item } from '../../shared/ledger/store/table.ts';

/** What is approved or on its way. */
export interface UnderWay {
  readonly instructions: readonly Instruction[];
  /** False where there is more than one answer looks at. */
  readonly isComplete: boolean;
  readonly corrupt: readonly CorruptItemError[];
}

/** Each status after those that an instruction comes from: what moves on meanwhile is seen once more, not missed. */
const order: readonly InstructionStatus[] = ['approved', 'sending', 'unknown', 'needs-attention', 'sent'];

const pageSize = 100;
const pagesMax = 10;

/** Reads every instruction whose money is about to move, or may be moving. */
export async function readUnderWay(store: Pick<InstructionStore, 'listByStatus'>): Promise<UnderWay> {
  const found = new Map<string, Instruction>();
  const corrupt: CorruptItemError[] = [];
  let isComplete = true;
  for (const status of order) {
    let after: Item | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const { instructions, corrupt: bad, next } = await store.listByStatus(status, pageSize, after);
      for (const each of instructions) found.set(each.content.instructionId, each);
      corrupt.push(...bad);
      after = next;
      if (next === undefined) break;
    }
    if (after !== undefined) isComplete = false;
  }
  return { instructions: [...found.values()], isComplete, corrupt };
}
