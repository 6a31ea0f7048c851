import type { Millis } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { TimeWindow } from '../shared/exchange/records.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';

/** A window of the exchange's records, with the instructions whose orders it would hold. */
export interface RecordWindow {
  readonly window: TimeWindow;
  readonly instructions: readonly Instruction[];
}

/** The exchange's time of an order may lie a little before the one that we signed. */
const beforeMs = 60_000;
/** And after it: the window in which the exchange takes an attempt, and five minutes for a slow start of its own. */
const afterMs = 300_000;
/** Attempts that are this close are read together: a read costs a slot of the key. */
const gapMs = 3_600_000;
/** No window is longer: what else happened in it is read too, and an old one (A8) spoils nothing but itself. */
const lengthMaxMs = 6 * 3_600_000;

/**
 * Where to look for the orders of these instructions: around their attempts, not from the oldest until now. What nobody
 * knows comes first, and then the newest: what has been at the exchange for days can wait for the next tick.
 */
export function recordWindows(instructions: readonly Instruction[]): RecordWindow[] {
  const windows: { window: { startTime: Millis; endTime: Millis }; instructions: Instruction[] }[] = [];
  for (const instruction of instructions.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    const { startTime, endTime } = attemptWindow(attemptOf(instruction));
    const last = windows.at(-1);
    const isNear = last !== undefined && startTime <= last.window.endTime + gapMs;
    if (isNear && endTime - last.window.startTime <= lengthMaxMs) {
      last.window.endTime = Math.max(last.window.endTime, endTime);
      last.instructions.push(instruction);
    } else {
      windows.push({ window: { startTime, endTime }, instructions: [instruction] });
    }
  }
  return windows.toReversed().toSorted((a, b) => Number(isInDoubt(b)) - Number(isInDoubt(a)));
}

function isInDoubt({ instructions }: RecordWindow): boolean {
  return instructions.some(({ state }) => state.status === 'unknown');
}

function timeOf(instruction: Instruction): Millis {
  return attemptOf(instruction).timestamp;
}

function attemptOf({ attempts }: Instruction): Attempt {
  const attempt = attempts.at(-1);
  assert(attempt !== undefined, 'what was sent has an attempt');
  return attempt;
}

/** When the exchange may say that it took an attempt. */
export function attemptWindow({ timestamp }: Attempt): TimeWindow {
  return { startTime: timestamp - beforeMs, endTime: timestamp + afterMs };
}
