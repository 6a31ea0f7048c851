import { describe, expect, test } from '@jest/globals';
import { followWindows, proofWindows, searchedFrom } from '../../../functions/reconciliation/record-windows.ts';
import {
  markUnknown,
  proveAbsent,
  recordAbsence,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';

const minute = 60_000;
const hour = 60 * minute;

function unknownAt(timestamp: number, before: Instruction = approved(withdrawal(`inv-${timestamp}`))): Instruction {
  return markUnknown(startSending(before, { timestamp, recvWindow: 5_000 }, stamp), 'http-502', stamp);
}

const absentAt = (timestamp: number) => proveAbsent(recordAbsence(unknownAt(timestamp), timestamp, stamp), stamp);

function heldAt(timestamp: number): Instruction {
  const sending = startSending(approved(), { timestamp, recvWindow: 5_000 }, stamp);
  return recordOutcome(sending, { kind: 'held', reason: 'clock-skew', exchangeCode: '-1021' }, stamp);
}

describe('what has to be read before anything is called absent', () => {
  test.each([2 * minute, 6 * minute, 10 * minute, 5 * hour])('reaches to the moment of the look, %d ms later', (ms) => {
    const [only, ...more] = proofWindows([unknownAt(noon)], noon + ms, undefined);
    expect(only?.window).toEqual({ startTime: noon - minute, endTime: noon + ms });
    expect(more).toEqual([]);
  });

  test('reaches back to the first attempt that may have been taken, also where that counts as absent', () => {
    const again = unknownAt(noon + 3 * hour, absentAt(noon));
    expect(searchedFrom(again)).toBe(noon - minute);
    expect(proofWindows([again], noon + 4 * hour, undefined)[0]?.window.startTime).toBe(noon - minute);
  });

  test('does not reach back to an attempt that was certainly not taken', () => {
    expect(searchedFrom(unknownAt(noon + 3 * hour, heldAt(noon)))).toBe(noon + 3 * hour - minute);
  });

  test('reaches back to the order that it has to show', () => {
    const [only] = proofWindows([unknownAt(noon)], noon + hour, { time: noon - 20 * hour });
    expect(only?.window).toEqual({ startTime: noon - 20 * hour - 1_000, endTime: noon + hour });
  });

  test('is another window for an old one, which may hold too much to be read', () => {
    const [old, young] = [unknownAt(noon - 50 * hour), unknownAt(noon)];
    const windows = proofWindows([old, young], noon + hour, undefined);
    expect(windows.map(({ instructions }) => instructions)).toEqual([[young], [old]]);
  });
});

describe('where one is looked for that nobody proves to be absent', () => {
  test('is one window while it is young', () => {
    expect(followWindows([unknownAt(noon)], noon + 8 * minute)).toHaveLength(1);
  });

  test('is every moment until now, by turns, though at each look it is little', () => {
    const one = unknownAt(noon);
    const now = noon + 30 * hour;
    const seen: { startTime: number; endTime: number }[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const windows = followWindows([one], now + turn * minute);
      const read = windows.reduce((sum, { window }) => sum + window.endTime - window.startTime, 0);
      expect(read).toBeLessThan(1.5 * hour);
      seen.push(...windows.map(({ window }) => window));
    }
    for (let at = noon - minute; at <= now; at += minute) {
      expect(seen.some(({ startTime, endTime }) => startTime <= at && endTime >= at)).toBe(true);
    }
  });

  test('is the last minutes at every look: what is shown late may have a late time', () => {
    const now = noon + 30 * hour;
    const recent = followWindows([unknownAt(noon)], now).filter(({ window }) => window.endTime === now);
    expect(recent[0]?.window.startTime).toBeLessThanOrEqual(now - 5 * minute);
  });

  test('names each instruction in one window, the last that is read for it', () => {
    const all = [unknownAt(noon), unknownAt(noon - 40 * hour), unknownAt(noon - 10 * minute)];
    const named = followWindows(all, noon + hour).flatMap(({ instructions }) => instructions);
    expect(new Set(named)).toEqual(new Set(all));
    expect(named).toHaveLength(all.length);
  });
});
