import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { VersionConflictError } from '../shared/ledger/store/errors.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';

/** People who decide at the same moment wait for each other this often. */
const roundsMax = 5;

/**
 * Applies one person's decision to an instruction as it was found, and again where somebody else was faster: this
 * decision may now be the second one. A rule that answers the instruction itself changes nothing.
 */
export async function changeInstruction<Decided extends { readonly next: Instruction }>(
  instructions: Pick<InstructionStore, 'update'>,
  found: Instruction,
  rule: (seen: Instruction) => Decided | Promise<Decided>,
): Promise<Decided> {
  let seen = found;
  for (let round = 1; ; round += 1) {
    const decided = await rule(seen);
    try {
      if (decided.next !== seen) await instructions.update(seen, decided.next);
      return decided;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round === roundsMax) throw error;
      seen = error.current;
    }
  }
}
