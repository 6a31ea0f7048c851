import type { Millis } from '../shared/core/clock.ts';
import type { TimeWindow } from '../shared/exchange/records.ts';
import { hasAbsentAttempt } from '../shared/ledger/instruction/attempts.ts';
import type { Instruction, InstructionStatus } from '../shared/ledger/instruction/instruction.ts';
import type { ExchangeRecord, RecordKind } from '../shared/matching/exchange-record.ts';
import type { TickCounts } from './advance.ts';
import type { ProofReading } from './conclude-absence.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { followOne, followUnread, type Look } from './follow-one.ts';
import { isolateFailure } from './isolate-failure.ts';
import { controlOf, knownBefore, noteKnownOrder } from './known-order-control.ts';
import { readWindow, timeOfLook } from './read-window.ts';
import { followWindows, proofWindows, type RecordWindow, searchedFrom } from './record-windows.ts';
import { inTurn, type Turn } from './turns.ts';

/** These may be at the exchange, or are. Found there, also what people look at goes on by itself. */
const followedStatuses: ReadonlySet<InstructionStatus> = new Set(['unknown', 'sent', 'needs-attention']);

/** Proofs take so long at most, where orders that were taken wait too. */
const inDoubtShareMs = 3_000;

/** What a look does, in its turn of a tick. */
export interface FollowTask {
  readonly counts: TickCounts;
  /** Those that were moved, as they stand then, by their ids. */
  readonly moved: Map<string, Instruction>;
  readonly turn: Turn;
}

/**
 * Follows what the exchange has of a kind, or may have, in its own records: `unknown` becomes `sent` where the order is
 * found under our id, and `sent` comes to its end. Where an unknown one is not found, see conclude-absence.ts.
 */
export async function followRecords(
  dependencies: ReconciliationDependencies,
  kind: RecordKind,
  open: readonly Instruction[],
  task: FollowTask,
): Promise<void> {
  const standing = open.map((each) => task.moved.get(each.content.instructionId) ?? each);
  const ofKind = standing.filter((instruction) => instruction.content.kind === kind && isFollowed(instruction));
  if (ofKind.length > 0) await followKind(dependencies, kind, ofKind, task);
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
  { counts, moved, turn }: FollowTask,
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
  const windows = followWindows([...left], seenAt);
  for (const { window } of windows.filter(isOfNobody)) await readInto(window, seenAt);
  const around = windows.filter((each) => !isOfNobody(each));
  await inTurn(around, newestFirst, turn, async ({ window, instructions }) => {
    const isRead = await readInto(window, seenAt);
    await forEach(instructions, (instruction) => followOne(dependencies, instruction, look, undefined, isRead));
  });
  await noteKnownOrder(dependencies, kind, look.settled);

  /** Answers from when on everything was read. */
  async function followInDoubt(unknown: readonly Instruction[], seenAt: Millis): Promise<Millis> {
    if (unknown.length === 0) return Number.POSITIVE_INFINITY;
    const known = await knownBefore(dependencies, kind, seenAt);
    let readFrom = Number.POSITIVE_INFINITY;
    if (known === undefined) return readFrom;
    const windows = proofWindows(unknown, seenAt, known.order);
    // Half of the time at most: orders that are taken have to come to their end as well.
    await inTurn(windows, newestFirst, turn.within('doubt', inDoubtShareMs), async ({ window, instructions }) => {
      const reading = await readWindow(dependencies, kind, window, seenAt, true);
      if (reading === undefined) return;
      records.push(...reading.records);
      readFrom = Math.min(readFrom, window.startTime);
      const proof: ProofReading = { ...reading, control: controlOf(known, reading.records) };
      await forEach(instructions, (instruction) => followOne(dependencies, instruction, look, proof));
    });
    return readFrom;
  }

  async function readInto(window: TimeWindow, seenAt: Millis): Promise<boolean> {
    const reading = await readWindow(dependencies, kind, window, seenAt, false);
    records.push(...(reading?.records ?? []));
    return reading !== undefined;
  }

  async function forEach(
    instructions: readonly Instruction[],
    follow: (instruction: Instruction) => Promise<Instruction>,
  ): Promise<void> {
    for (const [index, instruction] of startingAnywhere(instructions, dependencies.clock.now()).entries()) {
      left.delete(instruction);
      // Those of a window that there is no time for come sooner in another tick, for each begins with another one.
      if (index > 0 && turn.isOver()) continue;
      const after = await isolateFailure(dependencies, instruction, () => follow(instruction));
      if (after !== instruction) moved.set(after.content.instructionId, after);
    }
  }
}

function isOfNobody({ instructions }: RecordWindow): boolean {
  return instructions.length === 0;
}

/** Ticks are about so far apart. */
const tickMs = 60_000;
const latestMs = 10 ** 14;

/** A key of a window by its oldest instruction. */
function newestFirst({ instructions }: RecordWindow): string {
  return String(latestMs - Math.min(...instructions.map(searchedFrom)));
}

/**
 * Multiples of it, less their whole part, come near every number however many of them are left out: a window whose turn
 * is each second minute begins with each of its instructions too.
 */
const goldenSection = (Math.sqrt(5) - 1) / 2;

/** The same in a circle, each minute from another one on. */
function startingAnywhere(instructions: readonly Instruction[], now: Millis): readonly Instruction[] {
  const first = Math.floor(((Math.floor(now / tickMs) * goldenSection) % 1) * instructions.length);
  return [...instructions.slice(first), ...instructions.slice(0, first)];
}
