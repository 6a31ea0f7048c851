import type { InstructionId } from '../core/ids.ts';
import { NotFoundError } from './errors.ts';
import type { Instruction } from './instruction/instruction.ts';
import type { InstructionStore } from './store/instruction-store.ts';

/** The instruction as it stands. Throws NotFoundError. */
export async function requireInstruction(
  instructions: Pick<InstructionStore, 'get'>,
  id: InstructionId,
): Promise<Instruction> {
  const instruction = await instructions.get(id);
  if (instruction === undefined) throw new NotFoundError(`instruction ${id}`);
  return instruction;
}
