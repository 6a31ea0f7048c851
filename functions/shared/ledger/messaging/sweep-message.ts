import * as v from 'valibot';
import { iso } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { type InstructionId, instructionId } from '../../core/ids.ts';
import { rule } from '../../core/rule.ts';
import { nameSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Sweep } from '../policy/sweep.ts';
import type { Message } from './queue.ts';
import { sweepGroup } from './sweep-group.ts';

/** What a sweep's schedule sends. `scheduledTime` is whole seconds in UTC. */
export interface SweepRun {
  readonly sweepId: string;
  readonly scheduledTime: string;
}

const expectedTime = 'the time of the run such as "2026-11-20T10:00:00Z"';

const schema = v.strictObject({
  sweepId: nameSchema,
  scheduledTime: v.pipe(
    v.string(expectedTime),
    v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, expectedTime),
    rule(isRealTime, { reason: 'is no date', expected: expectedTime }),
    // The same second is the same run, however it is written.
    v.transform((text) => `${text.slice(0, 19)}Z`),
  ),
});

/** A date such as February 30 would be taken for a day in March. */
function isRealTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && iso(time).slice(0, 19) === text.slice(0, 19);
}

/** Throws InvalidInputError. */
export function parseSweepRun(body: unknown): SweepRun {
  return validate('sweep run', schema, body);
}

/** `<sweepId>-<yyyymmddThhmmssZ>`: a repeated delivery of the same run is the same instruction. */
export function runInstructionId({ sweepId, scheduledTime }: SweepRun): InstructionId {
  return instructionId(`${sweepId}-${scheduledTime.replaceAll(/[-:]/g, '')}`);
}

const runStamp = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** The run of this sweep that an instruction's id names. Undefined for every other id. */
export function runOf(sweepId: string, id: InstructionId): SweepRun | undefined {
  const match = id.startsWith(`${sweepId}-`) ? runStamp.exec(id.slice(sweepId.length + 1)) : null;
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return { sweepId, scheduledTime: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` };
}

/**
 * Sends an approved transfer through its run again. The run is read back from the instruction's id. `sweeps` are those
 * of the policy; where its own is gone, the run ends by itself.
 */
export function sweepMessage(instruction: Instruction, sweeps: readonly Sweep[]): Message {
  const { content } = instruction;
  assert(content.kind === 'asset-transfer' && 'sweepId' in content, 'only what a sweep moves has a run');
  const run = runOf(content.sweepId, content.instructionId);
  assert(run !== undefined, 'the id of a transfer ends with the time of its run');
  const sweep = sweeps.find(({ id }) => id === content.sweepId);
  return {
    body: { ...run },
    group: sweep === undefined ? content.sweepId : sweepGroup(sweep, sweeps),
    deduplicationId: `${content.instructionId}.${instruction.version}`,
  };
}
