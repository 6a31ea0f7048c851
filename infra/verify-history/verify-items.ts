import { isTreasuryError } from '../../functions/base/errors.ts';
import { firstBrokenLink } from '../../functions/ledger/instruction/history-chain.ts';
import { instructionKey, readItem } from '../../functions/ledger/store/item.ts';
import type { Item } from '../../functions/ledger/store/table.ts';

/** What is wrong with one item. */
export interface Finding {
  readonly item: string;
  /** The version of the first history entry that does not follow from the one before it. */
  readonly version?: number;
  readonly problem: string;
}

export interface Verification {
  readonly instructions: number;
  readonly findings: readonly Finding[];
}

/** Checks the content and the history of every instruction among these items. */
export async function verifyItems(items: AsyncIterable<Item>): Promise<Verification> {
  const findings: Finding[] = [];
  let instructions = 0;
  for await (const item of items) {
    const key = String(item.pk);
    if (!key.startsWith(instructionKey(''))) continue;
    instructions += 1;
    const finding = verify(key, item);
    if (finding !== undefined) findings.push(finding);
  }
  return { instructions, findings };
}

function verify(key: string, item: Item): Finding | undefined {
  try {
    const { instruction, isContentWhole } = readItem(item);
    const version = firstBrokenLink(instruction);
    if (!isContentWhole) return { item: key, problem: 'the content is not the one that its digest was made from' };
    if (version !== undefined)
      return { item: key, version, problem: 'this entry does not follow from the one before it' };
    if (instruction.history.at(-1)?.to === instruction.state.status) return undefined;
    return { item: key, version: instruction.version, problem: 'the status is not the one that the history ends with' };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { item: key, problem: error.message };
  }
}
