import { isTreasuryError } from '../base/errors.ts';
import { exchangeOrderId } from '../base/ids.ts';
import { askForAttention } from '../ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import { failSent, recordAnswer, settle } from '../ledger/instruction/transitions.ts';
import { VersionConflictError } from '../ledger/store/errors.ts';
import { concludeAbsence } from './conclude-absence.ts';
import { isOverdue } from './judge-absence.ts';
import { judgeRecords, type Verdict } from './judge-records.ts';
import { movementKinds } from './movement.ts';
import { nearMatchOf } from './near-matches.ts';
import { by, type ReconciliationParts } from './parts.ts';
import { type Reading, readStretch } from './read-stretch.ts';
import { type Counts, step } from './step.ts';
import { windowsOf } from './windows.ts';

/**
 * Follows what the exchange has, or may have, in its own records: `unknown` becomes `sent` where the order is found
 * under our id, and `sent` comes to its end. Where an unknown one is not found, see conclude-absence.ts.
 */
export async function followRecords(
  parts: ReconciliationParts,
  open: readonly Instruction[],
  counts: Counts,
): Promise<void> {
  const followed = open.filter(({ state }) => state.status === 'sent' || state.status === 'unknown');
  for (const kind of movementKinds) {
    const ofKind = followed.filter(({ content }) => content.kind === kind);
    if (ofKind.length === 0) continue;
    for (const { window, instructions } of windowsOf(ofKind)) {
      const reading = await readStretch(parts, kind, window);
      for (const instruction of instructions) {
        await guarded(parts, instruction, () => follow(parts, instruction, reading, counts));
      }
    }
  }
}

/** One that cannot be moved on, for a table or a bus that is away, does not keep the others. The next tick tries again. */
async function guarded(
  parts: ReconciliationParts,
  { content }: Instruction,
  action: () => Promise<void>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    // Somebody else moved it meanwhile; the next tick looks again.
    if (error instanceof VersionConflictError) return;
    if (!isTreasuryError(error)) throw error;
    parts.report('an instruction could not be moved on', { instructionId: content.instructionId, error });
  }
}

async function follow(
  parts: ReconciliationParts,
  instruction: Instruction,
  reading: Reading | undefined,
  counts: Counts,
): Promise<void> {
  if (reading === undefined) return giveUpInTime(parts, instruction, counts);
  const { content, state } = instruction;
  const orderId = state.status === 'sent' ? state.exchangeOrderId : undefined;
  const verdict = judgeRecords(content, orderId, reading.rows);
  if (verdict.kind === 'mismatch') return refuse(parts, instruction, verdict, counts);
  if (verdict.kind !== 'not-there') return goOn(parts, instruction, verdict, counts);
  if (state.status !== 'unknown') return;
  await concludeAbsence(parts, instruction, reading, counts);
  if (reading.unreadable > 0) await giveUpInTime(parts, instruction, counts);
}

/** The exchange has it: an unknown one is sent, as by an acceptance that arrives late. Then what became of it. */
async function goOn(
  parts: ReconciliationParts,
  seen: Instruction,
  verdict: Exclude<Verdict, { kind: 'mismatch' | 'not-there' }>,
  counts: Counts,
): Promise<void> {
  const stamp = { at: parts.clock.now(), by };
  const { exchangeOrderId: orderId, time } = verdict.movement;
  let sent = seen;
  if (seen.state.status === 'unknown') {
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
    sent = await step(parts, seen, recordAnswer(seen, answer, stamp));
    counts.found += 1;
  }
  if (verdict.kind === 'found') return;
  const ended = verdict.kind === 'settled' ? settle(sent, time, stamp) : failSent(sent, verdict.exchangeCode, stamp);
  await step(parts, sent, ended);
  counts[verdict.kind] += 1;
}

/** Another order under our id, or two of them: never believed. What is in doubt goes to people, at once. */
async function refuse(
  parts: ReconciliationParts,
  instruction: Instruction,
  { fields, movements }: Extract<Verdict, { kind: 'mismatch' }>,
  counts: Counts,
): Promise<void> {
  const { instructionId } = instruction.content;
  parts.report('the exchange has another order under this id', { instructionId, fields });
  if (instruction.state.status !== 'unknown') return;
  const stamp = { at: parts.clock.now(), by };
  await step(parts, instruction, askForAttention(instruction, 'order-differs', movements.map(nearMatchOf), stamp));
  counts.needAttention += 1;
}

/** As long as the records cannot be read nothing is concluded. A doubt that lasts is a person's matter. */
async function giveUpInTime(parts: ReconciliationParts, instruction: Instruction, counts: Counts): Promise<void> {
  const stamp = { at: parts.clock.now(), by };
  if (instruction.state.status !== 'unknown' || !isOverdue(instruction, stamp.at)) return;
  await step(parts, instruction, askForAttention(instruction, 'records-unreadable', [], stamp));
  counts.needAttention += 1;
}
