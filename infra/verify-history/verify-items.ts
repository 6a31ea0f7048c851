import { isTreasuryError } from '../../functions/base/errors.ts';
import { instructionKey, whitelistEntryKey } from '../../functions/base/item-keys.ts';
import { firstBrokenLink } from '../../functions/ledger/instruction/history-chain.ts';
import { readItem } from '../../functions/ledger/store/item.ts';
import type { Item } from '../../functions/ledger/store/table.ts';
import { fromItem } from '../../functions/ledger/store/whitelist-item.ts';

/** What is wrong with one item. */
export interface Finding {
  readonly item: string;
  /** The version of the first history entry that does not follow from the one before it. */
  readonly version?: number;
  readonly problem: string;
}

export interface Verification {
  readonly instructions: number;
  /** Whitelist entries. */
  readonly entries: number;
  readonly findings: readonly Finding[];
}

/** Checks the content and the history of every instruction and of every whitelist entry among these items. */
export async function verifyItems(items: AsyncIterable<Item>): Promise<Verification> {
  const findings: Finding[] = [];
  const counts = { instructions: 0, entries: 0 };
  for await (const item of items) {
    const key = String(item.pk);
    const isEntry = key.startsWith(whitelistEntryKey(''));
    if (!isEntry && !key.startsWith(instructionKey(''))) continue;
    counts[isEntry ? 'entries' : 'instructions'] += 1;
    const finding = isEntry ? verifyEntry(key, item) : verify(key, item);
    if (finding !== undefined) findings.push(finding);
  }
  return { ...counts, findings };
}

/** An entry is told by its history alone, so one that can be read at all is whole. */
function verifyEntry(key: string, item: Item): Finding | undefined {
  try {
    fromItem(key.slice(whitelistEntryKey('').length), item);
    return undefined;
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { item: key, problem: error.message };
  }
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
