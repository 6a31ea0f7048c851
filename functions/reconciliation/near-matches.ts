import { toVisible } from '../shared/core/hidden-characters.ts';
import { instructionId } from '../shared/core/ids.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { ExchangeRecord } from '../shared/matching/exchange-record.ts';
import { unclaimedReason } from './movement-claims.ts';

/**
 * Those of these movements that no other instruction claims: they could be of any instruction that they are like. Only
 * an instruction that was sent and asked for just this claims a movement by its id, and only one.
 */
export async function unclaimedMovements(
  instructions: Pick<InstructionStore, 'get'>,
  kind: Instruction['content']['kind'],
  records: readonly ExchangeRecord[],
): Promise<ExchangeRecord[]> {
  const claimed = new Map<string, ExchangeRecord[]>();
  const unclaimed: ExchangeRecord[] = [];
  for (const record of records) {
    const owner = await ownerOf(instructions, kind, record);
    if (owner === undefined) unclaimed.push(record);
    else claimed.set(owner, [...(claimed.get(owner) ?? []), record]);
  }
  for (const owned of claimed.values()) {
    const isOne = new Set(owned.map(({ exchangeOrderId }) => exchangeOrderId)).size === 1;
    if (!isOne) unclaimed.push(...owned);
  }
  return unclaimed;
}

/** The exchange's words are short. */
const statusMax = 64;

/** What of a movement helps the person who looks. Its word is the exchange's text, so that nothing in it may hide. */
export function nearMatchOf({ exchangeOrderId, time, status }: ExchangeRecord): NearMatch {
  return { exchangeOrderId, time, ...(status === undefined ? {} : { status: toVisible(status).slice(0, statusMax) }) };
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

async function ownerOf(
  instructions: Pick<InstructionStore, 'get'>,
  kind: Instruction['content']['kind'],
  record: ExchangeRecord,
): Promise<string | undefined> {
  for (const mark of record.marks) {
    const other = await getUnlessCorrupt(instructions, mark);
    if (other?.content.kind === kind && unclaimedReason(other, record) === undefined) return mark;
  }
  return undefined;
}
