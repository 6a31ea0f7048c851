import { exchangeOrderId } from '../shared/core/ids.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import { flagForAttention } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction, InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { failSent, recordOutcome, settle } from '../shared/ledger/instruction/transitions.ts';
import { recordKinds } from '../shared/matching/exchange-record.ts';
import { matchRecords, type RecordMatch } from '../shared/matching/match-records.ts';
import { advance, type TickCounts } from './advance.ts';
import { concludeAbsence } from './conclude-absence.ts';
import { by, type ReconciliationDependencies } from './dependencies.ts';
import { isolateFailure } from './isolate-failure.ts';
import { isOverdue } from './judge-absence.ts';
import { isLeftToPeople } from './left-to-people.ts';
import { nearMatchOf } from './near-matches.ts';
import { readWindow, type WindowReading } from './read-window.ts';
import { recordWindows } from './record-windows.ts';

/** These may be at the exchange, or are. Found there, also what people look at goes on by itself. */
const followedStatuses: ReadonlySet<InstructionStatus> = new Set(['unknown', 'sent', 'needs-attention']);

/**
 * Follows what the exchange has, or may have, in its own records: `unknown` becomes `sent` where the order is found
 * under our id, and `sent` comes to its end. Where an unknown one is not found, see conclude-absence.ts. Answers those
 * that were moved, as they stand then, by their ids.
 */
export async function followRecords(
  dependencies: ReconciliationDependencies,
  open: readonly Instruction[],
  counts: TickCounts,
): Promise<ReadonlyMap<string, Instruction>> {
  const moved = new Map<string, Instruction>();
  for (const kind of recordKinds) {
    const ofKind = open.filter(({ content, state }) => content.kind === kind && followedStatuses.has(state.status));
    for (const recordWindow of recordWindows(ofKind)) {
      const reading = await readWindow(dependencies, kind, recordWindow);
      for (const instruction of recordWindow.instructions) {
        const after = await isolateFailure(dependencies, instruction, () =>
          followOne(dependencies, instruction, reading, counts),
        );
        if (after !== instruction) moved.set(after.content.instructionId, after);
      }
    }
  }
  return moved;
}

async function followOne(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  reading: WindowReading | undefined,
  counts: TickCounts,
): Promise<Instruction> {
  if (isLeftToPeople(instruction)) return instruction;
  if (reading === undefined) return escalateIfOverdue(dependencies, instruction, counts);
  const { content, state } = instruction;
  const orderId = 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
  const verdict = matchRecords(content, orderId, reading.records);
  if (verdict.kind === 'mismatch') return escalateMismatch(dependencies, instruction, verdict, counts);
  if (verdict.kind !== 'not-there') return applyMatch(dependencies, instruction, verdict, counts);
  if (state.status !== 'unknown') return escalateIfOverdue(dependencies, instruction, counts);
  const concluded = await concludeAbsence(dependencies, instruction, reading, counts);
  const isStill = concluded === instruction && reading.unreadable > 0;
  return isStill ? escalateIfOverdue(dependencies, instruction, counts) : concluded;
}

/** The exchange has it: one in doubt is sent, as by an acceptance that arrives late. Then what became of it. */
async function applyMatch(
  dependencies: ReconciliationDependencies,
  seen: Instruction,
  verdict: Exclude<RecordMatch, { kind: 'mismatch' | 'not-there' }>,
  counts: TickCounts,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const { exchangeOrderId: orderId, time } = verdict.record;
  let sent = seen;
  if (seen.state.status !== 'sent') {
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
    sent = await advance(dependencies, seen, recordOutcome(seen, answer, stamp));
    counts.found += 1;
  }
  if (verdict.kind === 'found') return sent;
  const ended = verdict.kind === 'settled' ? settle(sent, time, stamp) : failSent(sent, verdict.exchangeCode, stamp);
  counts[verdict.kind] += 1;
  return advance(dependencies, sent, ended);
}

/** Another order under our id, or two of them: never believed. It goes to people, at once. */
async function escalateMismatch(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  { fields, records }: Extract<RecordMatch, { kind: 'mismatch' }>,
  counts: TickCounts,
): Promise<Instruction> {
  if (instruction.state.status === 'needs-attention') return instruction;
  const { instructionId } = instruction.content;
  dependencies.report('the exchange has another order under this id', { instructionId, fields });
  return escalate(dependencies, instruction, 'order-differs', records.map(nearMatchOf), counts);
}

/** What is not found, or cannot be read, proves nothing. A doubt that lasts is a person's matter. */
async function escalateIfOverdue(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  counts: TickCounts,
): Promise<Instruction> {
  return isOverdue(instruction, dependencies.clock.now())
    ? escalate(dependencies, instruction, 'records-unreadable', [], counts)
    : instruction;
}

async function escalate(
  dependencies: ReconciliationDependencies,
  instruction: Instruction,
  reason: ReasonCode,
  near: readonly NearMatch[],
  counts: TickCounts,
): Promise<Instruction> {
  counts.needAttention += 1;
  return advance(
    dependencies,
    instruction,
    flagForAttention(instruction, reason, near, { at: dependencies.clock.now(), by }),
  );
}
