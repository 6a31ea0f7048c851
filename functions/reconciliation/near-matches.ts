import { instructionId } from '../shared/core/ids.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { type ExchangeRecord, recordMismatches } from '../shared/matching/exchange-record.ts';

/**
 * Movements that could be this instruction's, though they do not carry its id, and that no other instruction claims.
 * Only an instruction that exists, was sent, and asked for just this claims a movement by its id.
 */
export async function nearMatches(
  instructions: Pick<InstructionStore, 'get'>,
  { content }: Instruction,
  records: readonly ExchangeRecord[],
): Promise<NearMatch[]> {
  const found: NearMatch[] = [];
  for (const record of records) {
    if (recordMismatches(content, record).length > 0) continue;
    if (await isClaimed(instructions, record)) continue;
    found.push(nearMatchOf(record));
  }
  return found;
}

/** What of a movement helps the person who looks. */
export function nearMatchOf({ exchangeOrderId, time, status }: ExchangeRecord): NearMatch {
  return { exchangeOrderId, time, ...(status === undefined ? {} : { status }) };
}

/** An item that is not as it was written claims nothing. */
export async function getUnlessCorrupt(
  instructions: Pick<InstructionStore, 'get'>,
  id: string,
): Promise<Instruction | undefined> {
  try {
    return await instructions.get(instructionId(id));
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    return undefined;
  }
}

async function isClaimed(instructions: Pick<InstructionStore, 'get'>, record: ExchangeRecord): Promise<boolean> {
  for (const mark of record.marks) {
    const other = await getUnlessCorrupt(instructions, mark);
    if (other !== undefined && other.attempts.length > 0 && recordMismatches(other.content, record).length === 0) {
      return true;
    }
  }
  return false;
}
