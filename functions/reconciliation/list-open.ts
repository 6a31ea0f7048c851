import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { Item } from '../ledger/store/table.ts';
import type { ReconciliationParts } from './parts.ts';

/** Open instructions that one tick looks at, the oldest first. More than these are open only when very much is wrong. */
const pageSize = 100;
const pagesMax = 50;

/** Everything that still has something to happen. */
export async function listOpen(parts: ReconciliationParts): Promise<Instruction[]> {
  const open: Instruction[] = [];
  let after: Item | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { instructions, corrupt, next } = await parts.instructions.listOpen(pageSize, after);
    open.push(...instructions);
    for (const error of corrupt) parts.report('an item is corrupt', { error: error.message });
    if (next === undefined) return open;
    after = next;
  }
  parts.report('more is open than one tick looks at', { looked: open.length });
  return open;
}
