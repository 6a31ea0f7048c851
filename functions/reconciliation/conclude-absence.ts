import { flagForAttention, proveAbsent, recordAbsence } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { advance, type TickCounts } from './advance.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { type AbsenceVerdict, judgeAbsence } from './judge-absence.ts';
import { nearMatches } from './near-matches.ts';
import type { WindowReading } from './read-window.ts';

/** What follows for an unknown instruction that a reading of the records does not have. */
export async function concludeAbsence(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  { records, unreadable, seenAt }: WindowReading,
  counts: TickCounts,
): Promise<Instruction> {
  const { absence } = await dependencies.policies.get();
  const near = await nearMatches(dependencies.instructions, instruction, records);
  const mode = absence[instruction.content.kind];
  const verdict = judgeAbsence(instruction, { seenAt, isComplete: unreadable === 0, nearMatches: near, mode });
  const next = nextOf(verdict);
  if (next === undefined) return instruction;
  if (verdict.kind === 'proven') counts.provenAbsent += 1;
  if (verdict.kind === 'ask') counts.needAttention += 1;
  return advance(dependencies, instruction, next);

  function nextOf(verdict: AbsenceVerdict): Instruction | undefined {
    const stamp = { at: dependencies.clock.now(), by };
    switch (verdict.kind) {
      case 'wait':
        return undefined;
      case 'note':
        return recordAbsence(instruction, seenAt, stamp);
      case 'proven':
        return proveAbsent(instruction, stamp);
      case 'ask':
        return flagForAttention(instruction, verdict.reason, near, stamp);
    }
  }
}
