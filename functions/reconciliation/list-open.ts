import { isTreasuryError } from '../shared/core/errors.ts';
import { moneyStatuses } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { InstructionPage } from '../shared/ledger/store/instruction-lists.ts';
import { openMax } from '../shared/ledger/store/instruction-store.ts';
import type { Item } from '../shared/ledger/store/table.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

const pageSize = 100;
const pagesMax = openMax / pageSize;

/** What one tick looks at, and where the next one goes on. */
export interface OpenList {
  readonly open: Instruction[];
  /** Absent where the list was read to its end. */
  readonly next?: Item;
}

/**
 * Everything that still has something to happen, or as much of it as one tick looks at: the next one goes on behind
 * it, so that each comes up after a number of ticks that is bounded.
 */
export async function listOpen(
  dependencies: ReconciliationDependencies,
  from: Item | undefined,
  isOver: () => boolean,
): Promise<OpenList> {
  const { instructions } = dependencies;
  const list = (after?: Item) => instructions.listOpen(pageSize, after);
  const read = (place?: Item) => pages(dependencies, list, { most: pagesMax, from: place, isOver });
  const { found, next } = await read(from).catch((error: unknown) => {
    // A place that the table does not take would stop every tick: nothing would ever note another one.
    if (from === undefined || !isTreasuryError(error)) throw error;
    dependencies.report('the list could not go on where it stopped, and begins anew', { error });
    return read();
  });
  if (next === undefined && from === undefined) return { open: found };
  dependencies.report('more is open than one tick looks at', { looked: found.length });
  const open = await addMoneyInFlight(dependencies, found);
  return { open, ...(next === undefined ? {} : { next }) };
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
    const { found } = await pages(dependencies, list, { most: moneyPagesMax, from: undefined, isOver: () => false });
    for (const each of found) {
      const { instructionId } = each.content;
      if (!all.has(instructionId)) all.set(instructionId, each);
    }
  }
  return [...all.values()];
}

interface PageLimits {
  readonly most: number;
  readonly from: Item | undefined;
  /** Asked behind the first page. */
  isOver(): boolean;
}

async function pages(
  { report }: ReconciliationDependencies,
  list: (after?: Item) => Promise<InstructionPage>,
  { most, from, isOver }: PageLimits,
): Promise<{ readonly found: Instruction[]; readonly next?: Item }> {
  const found: Instruction[] = [];
  let after = from;
  for (let page = 0; page < most && (page === 0 || !isOver()); page += 1) {
    const { instructions, corrupt, next } = await list(after);
    found.push(...instructions);
    for (const error of corrupt) report('an item is corrupt', { error });
    if (next === undefined) return { found };
    after = next;
  }
  return { found, ...(after === undefined ? {} : { next: after }) };
}
