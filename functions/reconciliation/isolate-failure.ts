import { isTreasuryError } from '../shared/core/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { VersionConflictError } from '../shared/ledger/store/errors.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/**
 * Moves one instruction on. One that cannot be, for a table or a bus that is away, is told and does not keep the
 * others. Somebody else moving it first is no trouble: then it is as they left it.
 */
export async function isolateFailure(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  action: () => Promise<Instruction>,
): Promise<Instruction> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof VersionConflictError) return error.current;
    if (!isTreasuryError(error)) throw error;
    dependencies.report('an instruction could not be moved on', {
      instructionId: instruction.content.instructionId,
      error,
    });
    return instruction;
  }
}
