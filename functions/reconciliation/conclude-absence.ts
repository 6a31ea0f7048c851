import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import { flagForAttention, proveAbsent, recordAbsence } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { advance, type TickCounts } from './advance.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { type AbsenceVerdict, type Control, judgeAbsence } from './judge-absence.ts';
import { seesOurAccounts } from './known-order-control.ts';
import type { WindowReading } from './read-window.ts';

/** A reading from the first attempt that may have been taken until the moment of the look. */
export interface ProofReading extends WindowReading {
  readonly control: Control;
}

export interface Conclusion {
  readonly instruction: Instruction;
  /** Nothing follows from such a reading, so that the doubt may last. */
  readonly isUnreliable: boolean;
}

/** What follows for an unknown instruction that a reading of the records does not have. */
export async function concludeAbsence(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  { unreadable, seenAt, control }: ProofReading,
  near: readonly NearMatch[],
  counts: TickCounts,
): Promise<Conclusion> {
  const { absence } = await dependencies.policies.get();
  const mode = absence[instruction.content.kind];
  const evidence = { seenAt, isComplete: unreadable === 0, control, nearMatches: near, mode };
  const verdict = await checkedByAccounts(dependencies, judgeAbsence(instruction, evidence));
  const next = nextOf(verdict);
  if (next === undefined) return { instruction, isUnreliable: verdict.kind === 'unreliable' };
  if (verdict.kind === 'proven') counts.provenAbsent += 1;
  if (verdict.kind === 'ask') counts.needAttention += 1;
  return { instruction: await advance(dependencies, instruction, next), isUnreliable: false };

  function nextOf(verdict: AbsenceVerdict): Instruction | undefined {
    const stamp = { at: dependencies.clock.now(), by };
    switch (verdict.kind) {
      case 'wait':
      case 'unreliable':
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

/** The records of another house have nothing of ours: what is not in them is not absent. */
async function checkedByAccounts(
  dependencies: ReconciliationDependencies,
  verdict: AbsenceVerdict,
): Promise<AbsenceVerdict> {
  if (verdict.kind !== 'note' && verdict.kind !== 'proven') return verdict;
  const isOurs = await seesOurAccounts(dependencies);
  if (isOurs === true) return verdict;
  if (isOurs === false) dependencies.report('the read key does not see the accounts of the configuration', {});
  return { kind: 'unreliable' };
}
