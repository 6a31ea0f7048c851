import { askForAttention, noteAbsence, proveAbsent } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { type Counts, step } from './advance.ts';
import { by, type ReconciliationParts } from './dependencies.ts';
import { type AbsenceVerdict, judgeAbsence } from './judge-absence.ts';
import { nearMatches } from './near-matches.ts';
import type { Reading } from './read-window.ts';

/** What follows for an unknown instruction that a reading of the records does not have. */
export async function concludeAbsence(
  parts: ReconciliationParts,
  instruction: Instruction,
  { rows, unreadable, seenAt }: Reading,
  counts: Counts,
): Promise<Instruction> {
  const { absence } = await parts.policies.get();
  const near = await nearMatches(parts.instructions, instruction, rows);
  const mode = absence[instruction.content.kind];
  const verdict = judgeAbsence(instruction, { seenAt, isComplete: unreadable === 0, nearMatches: near, mode });
  const next = nextOf(verdict);
  if (next === undefined) return instruction;
  if (verdict.kind === 'proven') counts.provenAbsent += 1;
  if (verdict.kind === 'ask') counts.needAttention += 1;
  return step(parts, instruction, next);

  function nextOf(verdict: AbsenceVerdict): Instruction | undefined {
    const stamp = { at: parts.clock.now(), by };
    switch (verdict.kind) {
      case 'wait':
        return undefined;
      case 'note':
        return noteAbsence(instruction, seenAt, stamp);
      case 'proven':
        return proveAbsent(instruction, stamp);
      case 'ask':
        return askForAttention(instruction, verdict.reason, near, stamp);
    }
  }
}
