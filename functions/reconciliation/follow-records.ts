import type { Millis } from '../shared/core/clock.ts';
import { hasAbsentAttempt } from '../shared/ledger/instruction/attempts.ts';
import type { Instruction, InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import { type ExchangeRecord, type RecordKind, recordKinds } from '../shared/matching/exchange-record.ts';
import type { TickCounts } from './advance.ts';
import type { ProofReading } from './conclude-absence.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { followOne, followUnread, type Look } from './follow-one.ts';
import { isolateFailure } from './isolate-failure.ts';
import { controlOf, knownBefore, noteKnownOrder } from './known-order-control.ts';
import { readWindow, timeOfLook } from './read-window.ts';
import { followWindows, proofWindows, searchedFrom } from './record-windows.ts';

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
    const ofKind = open.filter((instruction) => instruction.content.kind === kind && isFollowed(instruction));
    if (ofKind.length > 0) await followKind(dependencies, kind, ofKind, counts, moved);
  }
  return moved;
}

/** Also one that waits to be sent again: the order of an attempt that counts as absent may turn up after all. */
function isFollowed(instruction: Instruction): boolean {
  const { status } = instruction.state;
  return followedStatuses.has(status) || (status === 'approved' && hasAbsentAttempt(instruction));
}

async function followKind(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  followed: readonly Instruction[],
  counts: TickCounts,
  moved: Map<string, Instruction>,
): Promise<void> {
  const left = new Set(followed);
  const seenAt = await timeOfLook(dependencies, kind);
  if (seenAt === undefined) {
    await forEach(followed, (instruction) => followUnread(dependencies, instruction, counts));
    return;
  }
  const records: ExchangeRecord[] = [];
  const look: Look = { records, counts, settled: [] };
  // What nobody knows comes first: a tick's time is short.
  const readFrom = await followInDoubt(
    followed.filter(({ state }) => state.status === 'unknown'),
    seenAt,
  );
  const covered = [...left].filter((instruction) => searchedFrom(instruction) >= readFrom);
  await forEach(covered, (instruction) => followOne(dependencies, instruction, look, undefined));
  for (const { window, instructions } of followWindows([...left], seenAt)) {
    const reading = await readWindow(dependencies, kind, window, seenAt, false);
    records.push(...(reading?.records ?? []));
    await forEach(instructions, (instruction) => followOne(dependencies, instruction, look, undefined));
  }
  await noteKnownOrder(dependencies, kind, look.settled);

  /** Answers from when on everything was read. */
  async function followInDoubt(unknown: readonly Instruction[], seenAt: Millis): Promise<Millis> {
    if (unknown.length === 0) return Number.POSITIVE_INFINITY;
    const known = await knownBefore(dependencies, kind, seenAt);
    let readFrom = Number.POSITIVE_INFINITY;
    if (known === undefined) return readFrom;
    for (const { window, instructions } of proofWindows(unknown, seenAt, known.order)) {
      const reading = await readWindow(dependencies, kind, window, seenAt, true);
      if (reading === undefined) continue;
      records.push(...reading.records);
      readFrom = Math.min(readFrom, window.startTime);
      const proof: ProofReading = { ...reading, control: controlOf(known, reading.records) };
      await forEach(instructions, (instruction) => followOne(dependencies, instruction, look, proof));
    }
    return readFrom;
  }

  async function forEach(
    instructions: readonly Instruction[],
    follow: (instruction: Instruction) => Promise<Instruction>,
  ): Promise<void> {
    for (const instruction of instructions) {
      left.delete(instruction);
      const after = await isolateFailure(dependencies, instruction, () => follow(instruction));
      if (after !== instruction) moved.set(after.content.instructionId, after);
    }
  }
}
