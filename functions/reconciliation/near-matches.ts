import { instructionId } from '../shared/core/ids.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { differences, type Movement } from '../shared/matching/exchange-record.ts';

/**
 * Movements that could be this instruction's, though they do not carry its id, and that no other instruction claims. Only
 * an instruction that exists, was sent, and asked for just this claims a movement by its id.
 */
export async function nearMatches(
  instructions: Pick<InstructionStore, 'get'>,
  { content }: Instruction,
  movements: readonly Movement[],
): Promise<NearMatch[]> {
  const found: NearMatch[] = [];
  for (const movement of movements) {
    if (differences(content, movement).length > 0) continue;
    if (await isClaimed(instructions, movement)) continue;
    found.push(nearMatchOf(movement));
  }
  return found;
}

/** What of a movement helps the person who looks. */
export function nearMatchOf({ exchangeOrderId, time, status }: Movement): NearMatch {
  return { exchangeOrderId, time, ...(status === undefined ? {} : { status }) };
}

/** An item that is not as it was written claims nothing. */
export async function getWhole(
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

async function isClaimed(instructions: Pick<InstructionStore, 'get'>, movement: Movement): Promise<boolean> {
  for (const mark of movement.marks) {
    const other = await getWhole(instructions, mark);
    if (other !== undefined && other.attempts.length > 0 && differences(other.content, movement).length === 0) {
      return true;
    }
  }
  return false;
}
