import { moneyStatuses } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { InstructionPage } from '../shared/ledger/store/instruction-store.ts';
import { openMax } from '../shared/ledger/store/instruction-store.ts';
import type { Item } from '../shared/ledger/store/table.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

const pageSize = 100;
const pagesMax = openMax / pageSize;

/** Everything that still has something to happen. */
export async function listOpen(dependencies: ReconciliationDependencies): Promise<Instruction[]> {
  const { instructions } = dependencies;
  const { found, isWhole } = await pages(dependencies, pagesMax, (after) => instructions.listOpen(pageSize, after));
  if (isWhole) return found;
  dependencies.report('more is open than one tick looks at', { looked: found.length });
  return addMoneyInFlight(dependencies, found);
}

const moneyPagesMax = 5;

/**
 * Whoever may ask for withdrawals can ask for thousands that nobody approves, and the oldest come first. Behind them no
 * instruction may be lost sight of whose money is on its way: those are looked for by their status.
 */
async function addMoneyInFlight(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
): Promise<Instruction[]> {
  const { instructions } = dependencies;
  const all = new Map<string, Instruction>(open.map((each) => [each.content.instructionId, each]));
  for (const status of moneyStatuses) {
    const list = (after?: Item) => instructions.listByStatus(status, pageSize, after);
    const { found } = await pages(dependencies, moneyPagesMax, list);
    for (const each of found) {
      const { instructionId } = each.content;
      if (!all.has(instructionId)) all.set(instructionId, each);
    }
  }
  return [...all.values()];
}

async function pages(
  { report }: ReconciliationDependencies,
  most: number,
  list: (after?: Item) => Promise<InstructionPage>,
): Promise<{ readonly found: Instruction[]; readonly isWhole: boolean }> {
  const found: Instruction[] = [];
  let after: Item | undefined;
  for (let page = 0; page < most; page += 1) {
    const { instructions, corrupt, next } = await list(after);
    found.push(...instructions);
    for (const error of corrupt) report('an item is corrupt', { error });
    if (next === undefined) return { found, isWhole: true };
    after = next;
  }
  return { found, isWhole: false };
}
