import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { republishLastEvent } from '../shared/ledger/messaging/status-events.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';

/**
 * The same instruction, asked for again: who waits now is the one with the newer token. Where it has ended already its
 * last event is published again, so that he is told at once.
 */
export async function storeTaskToken(
  { instructions, bus }: { readonly instructions: Pick<InstructionStore, 'replaceTaskToken'>; readonly bus: Bus },
  instruction: Instruction,
  token: string | undefined,
): Promise<Instruction> {
  if (token === undefined) return instruction;
  const kept = await instructions.replaceTaskToken(instruction, token);
  const isOut = kept.publishedVersion === kept.version;
  if (isTerminal(kept.state.status) && kept.taskToken !== undefined && isOut) await republishLastEvent(bus, kept);
  return kept;
}
