import { exchangeOrderId } from '../shared/core/ids.ts';
import type { NearMatch } from '../shared/ledger/instruction/doubt.ts';
import { askForAttention } from '../shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction, Status } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { failSent, recordAnswer, settle } from '../shared/ledger/instruction/transitions.ts';
import { movementKinds } from '../shared/matching/exchange-record.ts';
import { judgeRecords, type Verdict } from '../shared/matching/match-records.ts';
import { type Counts, step } from './advance.ts';
import { concludeAbsence } from './conclude-absence.ts';
import { by, type ReconciliationParts } from './dependencies.ts';
import { guarded } from './isolate-failure.ts';
import { isOverdue } from './judge-absence.ts';
import { nearMatchOf } from './near-matches.ts';
import { type Reading, readStretch } from './read-window.ts';
import { windowsOf } from './windows.ts';

/** These may be at the exchange, or are. Found there, also what people look at goes on by itself. */
const followedStatuses: ReadonlySet<Status> = new Set(['unknown', 'sent', 'needs-attention']);

/**
 * Follows what the exchange has, or may have, in its own records: `unknown` becomes `sent` where the order is found
 * under our id, and `sent` comes to its end. Where an unknown one is not found, see conclude-absence.ts. Answers those
 * that were moved, as they stand then, by their ids.
 */
export async function followRecords(
  parts: ReconciliationParts,
  open: readonly Instruction[],
  counts: Counts,
): Promise<ReadonlyMap<string, Instruction>> {
  const moved = new Map<string, Instruction>();
  for (const kind of movementKinds) {
    const ofKind = open.filter(({ content, state }) => content.kind === kind && followedStatuses.has(state.status));
    for (const stretch of windowsOf(ofKind)) {
      const reading = await readStretch(parts, kind, stretch);
      for (const instruction of stretch.instructions) {
        const after = await guarded(parts, instruction, () => follow(parts, instruction, reading, counts));
        if (after !== instruction) moved.set(after.content.instructionId, after);
      }
    }
  }
  return moved;
}

async function follow(
  parts: ReconciliationParts,
  instruction: Instruction,
  reading: Reading | undefined,
  counts: Counts,
): Promise<Instruction> {
  if (reading === undefined) return giveUpInTime(parts, instruction, counts);
  const { content, state } = instruction;
  const orderId = 'exchangeOrderId' in state ? state.exchangeOrderId : undefined;
  const verdict = judgeRecords(content, orderId, reading.rows);
  if (verdict.kind === 'mismatch') return refuse(parts, instruction, verdict, counts);
  if (verdict.kind !== 'not-there') return goOn(parts, instruction, verdict, counts);
  if (state.status !== 'unknown') return giveUpInTime(parts, instruction, counts);
  const concluded = await concludeAbsence(parts, instruction, reading, counts);
  const isStill = concluded === instruction && reading.unreadable > 0;
  return isStill ? giveUpInTime(parts, instruction, counts) : concluded;
}

/** The exchange has it: one in doubt is sent, as by an acceptance that arrives late. Then what became of it. */
async function goOn(
  parts: ReconciliationParts,
  seen: Instruction,
  verdict: Exclude<Verdict, { kind: 'mismatch' | 'not-there' }>,
  counts: Counts,
): Promise<Instruction> {
  const stamp = { at: parts.clock.now(), by };
  const { exchangeOrderId: orderId, time } = verdict.movement;
  let sent = seen;
  if (seen.state.status !== 'sent') {
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
    sent = await step(parts, seen, recordAnswer(seen, answer, stamp));
    counts.found += 1;
  }
  if (verdict.kind === 'found') return sent;
  const ended = verdict.kind === 'settled' ? settle(sent, time, stamp) : failSent(sent, verdict.exchangeCode, stamp);
  counts[verdict.kind] += 1;
  return step(parts, sent, ended);
}

/** Another order under our id, or two of them: never believed. It goes to people, at once. */
async function refuse(
  parts: ReconciliationParts,
  instruction: Instruction,
  { fields, movements }: Extract<Verdict, { kind: 'mismatch' }>,
  counts: Counts,
): Promise<Instruction> {
  if (instruction.state.status === 'needs-attention') return instruction;
  const { instructionId } = instruction.content;
  parts.report('the exchange has another order under this id', { instructionId, fields });
  return ask(parts, instruction, 'order-differs', movements.map(nearMatchOf), counts);
}

/** What is not found, or cannot be read, proves nothing. A doubt that lasts is a person's matter. */
async function giveUpInTime(
  parts: ReconciliationParts,
  instruction: Instruction,
  counts: Counts,
): Promise<Instruction> {
  return isOverdue(instruction, parts.clock.now())
    ? ask(parts, instruction, 'records-unreadable', [], counts)
    : instruction;
}

async function ask(
  parts: ReconciliationParts,
  instruction: Instruction,
  reason: ReasonCode,
  near: readonly NearMatch[],
  counts: Counts,
): Promise<Instruction> {
  counts.needAttention += 1;
  return step(parts, instruction, askForAttention(instruction, reason, near, { at: parts.clock.now(), by }));
}
