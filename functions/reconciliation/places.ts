import { isTreasuryError } from '../base/errors.ts';
import { instructionId } from '../base/ids.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { instructionOf, settlementsOf } from '../ledger/limits/settlements.ts';
import type { ReconciliationParts } from './parts.ts';

/** The places in doubt under the limits of each coin, read once a tick. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the places of every coin that may leave. */
export async function readPlaces(parts: ReconciliationParts): Promise<Places> {
  const places = new Map<string, ReadonlySet<string>>();
  for (const coin of Object.keys((await parts.policies.get()).withdrawals)) {
    try {
      places.set(coin, await parts.reservations.inDoubt(coin));
    } catch (error) {
      // Nothing of this coin is sent meanwhile; instructions of others go on.
      if (!isTreasuryError(error)) throw error;
      parts.report('the places under a limit could not be read', { coin, error });
    }
  }
  return places;
}

/** Settles what a crash left unsettled of this instruction. */
export async function settlePlaces(
  parts: ReconciliationParts,
  places: Places,
  instruction: Instruction,
): Promise<void> {
  const { content } = instruction;
  const inDoubt = content.kind !== 'asset-transfer' ? places.get(content.coin) : undefined;
  const settlements = settlementsOf(instruction, parts.clock.now()).filter(({ id }) => inDoubt?.has(id) === true);
  if (settlements.length > 0) await parts.reservations.apply(content.coin, settlements);
}

/**
 * Settles places of instructions that are not open any more: a sender may have taken one for an instruction that ended
 * at the same moment, and crashed. One that cannot be settled keeps no other.
 */
export async function settleOthers(
  parts: ReconciliationParts,
  places: Places,
  open: readonly Instruction[],
): Promise<void> {
  const openIds = new Set<string>(open.map(({ content }) => content.instructionId));
  for (const [coin, inDoubt] of places) {
    const others = new Set([...inDoubt].map(instructionOf).filter((id) => !openIds.has(id)));
    for (const id of others) {
      try {
        const instruction = await parts.instructions.get(instructionId(id));
        if (instruction !== undefined) await settlePlaces(parts, places, instruction);
      } catch (error) {
        if (!isTreasuryError(error)) throw error;
        parts.report('a place under a limit could not be settled', { coin, instructionId: id, error });
      }
    }
  }
}
