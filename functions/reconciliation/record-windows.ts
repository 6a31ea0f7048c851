import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { TimeWindow } from '../shared/exchange/records.ts';
import { firstPossiblyTaken } from '../shared/ledger/instruction/attempts.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';

/** A window of the exchange's records, with the instructions whose orders are looked for in it. */
export interface RecordWindow {
  readonly window: TimeWindow;
  readonly instructions: readonly Instruction[];
}

/** The exchange's time of an order may lie a little before the one that we signed. */
const beforeMs = 60_000;
/** Most orders say that they were taken, or done, so soon after they were signed. */
const soonMs = 660_000;
/** What is shown late is shown with a time of late: that much is read at every look. */
const recentMs = 300_000;
/** Attempts that are this close are read together: a read costs a slot of the key. */
const gapMs = 3_600_000;
/** No window of several instructions is longer: what else happened in it is read too. */
const lengthMaxMs = 6 * 3_600_000;
/** What lies between is read in parts of this length, one at each look. */
const partMs = 3_600_000;
const turnMs = 60_000;
/** Further back than this no list is read. */
const backMaxMs = 30 * 86_400_000;
/** The ends of two windows may belong to both or to neither: the exchange does not say. */
const overlapMs = 1_000;

/**
 * The earliest time that the exchange can say of an instruction's order. ASSUMPTION A27: that is any moment between its
 * taking the first attempt that it may have taken, and the moment at which it shows the order.
 */
export function searchedFrom(instruction: Pick<Instruction, 'attempts'>): Millis {
  const first = firstPossiblyTaken(instruction);
  assert(first !== undefined, 'what is looked for was sent');
  return earliestOf(first);
}

/** The earliest time that the exchange can say of the order of one attempt. */
export function earliestOf({ timestamp }: Attempt): Millis {
  return timestamp - beforeMs;
}

/**
 * What has to be read before anything is called absent: from the first attempt that may have been taken until the
 * moment of the look, and from the order that has to show in it as well. The newest first; an old one spoils nothing
 * but itself.
 */
export function proofWindows(
  unknown: readonly Instruction[],
  seenAt: Millis,
  control: { readonly time: Millis } | undefined,
): RecordWindow[] {
  const windows: { newest: Millis; startTime: Millis; instructions: Instruction[] }[] = [];
  for (const instruction of unknown.toSorted((a, b) => searchedFrom(b) - searchedFrom(a))) {
    const startTime = searchedFrom(instruction);
    const last = windows.at(-1);
    if (last !== undefined && startTime >= last.newest - lengthMaxMs) {
      last.startTime = startTime;
      last.instructions.push(instruction);
    } else {
      windows.push({ newest: startTime, startTime, instructions: [instruction] });
    }
  }
  const controlFrom = control === undefined ? Number.POSITIVE_INFINITY : control.time - overlapMs;
  return windows.map(({ startTime, instructions }) => ({
    window: { startTime: Math.min(startTime, controlFrom), endTime: seenAt },
    instructions,
  }));
}

/**
 * Where else orders show up that nobody proves to be absent: what is shown just now, a part of the time between by
 * turns, and the time around the last attempt. The instructions are looked for in all that was read until their own
 * window.
 */
export function followWindows(instructions: readonly Instruction[], seenAt: Millis): RecordWindow[] {
  if (instructions.length === 0) return [];
  const oldest = Math.max(Math.min(...instructions.map(searchedFrom)), seenAt - backMaxMs);
  const recent = { startTime: Math.max(oldest, seenAt - recentMs), endTime: seenAt };
  const around = windowsAround(instructions, seenAt);
  const between = partBetween(oldest, recent.startTime, seenAt).filter((part) => !isWithin(part, around));
  const unclaimed = [...between, ...[recent].filter((window) => !isWithin(window, around))];
  return [...unclaimed.map((window) => ({ window, instructions: [] })), ...around];
}

/** Around the last attempts, those that are near each other together, the newest first. */
function windowsAround(instructions: readonly Instruction[], seenAt: Millis): RecordWindow[] {
  const windows: { window: { startTime: Millis; endTime: Millis }; instructions: Instruction[] }[] = [];
  for (const instruction of instructions.toSorted((a, b) => lastSent(a) - lastSent(b))) {
    const startTime = lastSent(instruction) - beforeMs;
    const endTime = Math.min(lastSent(instruction) + soonMs, seenAt);
    const last = windows.at(-1);
    const isNear = last !== undefined && startTime <= last.window.endTime + gapMs;
    if (isNear && endTime - last.window.startTime <= lengthMaxMs) {
      last.window.endTime = Math.max(last.window.endTime, endTime);
      last.instructions.push(instruction);
    } else {
      windows.push({ window: { startTime, endTime }, instructions: [instruction] });
    }
  }
  return windows.toReversed();
}

/** One part of a stretch of time: another one each minute. */
function partBetween(from: Millis, until: Millis, now: Millis): TimeWindow[] {
  const parts = Math.ceil((until - from) / partMs);
  if (parts <= 0) return [];
  const startTime = from + (Math.floor(now / turnMs) % parts) * partMs;
  return [
    { startTime: Math.max(from, startTime - overlapMs), endTime: Math.min(startTime + partMs + overlapMs, until) },
  ];
}

function isWithin({ startTime, endTime }: TimeWindow, windows: readonly RecordWindow[]): boolean {
  return windows.some(({ window }) => window.startTime <= startTime && window.endTime >= endTime);
}

function lastSent({ attempts }: Instruction): Millis {
  const attempt = attempts.at(-1);
  assert(attempt !== undefined, 'what was sent has an attempt');
  return attempt.timestamp;
}
