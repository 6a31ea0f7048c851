import * as v from 'valibot';
import { iso, type Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { type InstructionId, instructionId } from '../../core/ids.ts';
import { rule } from '../../core/rule.ts';
import { nameSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Sweep } from '../policy/sweep.ts';
import { type DepositReference, depositReferenceSchema, isDepositReference } from './deposit-reference.ts';
import type { Message } from './queue.ts';
import { sweepGroup } from './sweep-group.ts';

/** What a sweep's schedule sends, or a deposit that was credited. */
export interface SweepRun {
  readonly sweepId: string;
  /** When it was to begin, in whole seconds of UTC: by the schedule, or when the deposit was seen to be credited. */
  readonly scheduledTime: string;
  /** The deposit that it runs for. Absent where a schedule sends it. */
  readonly deposit?: DepositReference | undefined;
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
  deposit: v.exactOptional(depositReferenceSchema),
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

/**
 * `<sweepId>-<yyyymmddThhmmssZ>`, or `<sweepId>-<deposit>`: a repeated delivery of the same run is the same instruction.
 * What follows the last hyphen begins with a digit or with a letter, so no run has the id of another.
 */
export function runInstructionId({ sweepId, scheduledTime, deposit }: SweepRun): InstructionId {
  if (deposit !== undefined) return depositRunId(sweepId, deposit);
  return instructionId(`${sweepId}-${scheduledTime.replaceAll(/[-:]/g, '')}`);
}

/** The same for a deposit, whenever it was credited. */
export function depositRunId(sweepId: string, deposit: DepositReference): InstructionId {
  return instructionId(`${sweepId}-${deposit}`);
}

const runStamp = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** Whether an id is one of those that the runs of this sweep have. */
export function isRunId({ id: sweepId, trigger }: Pick<Sweep, 'id' | 'trigger'>, id: InstructionId): boolean {
  const end = id.startsWith(`${sweepId}-`) ? id.slice(sweepId.length + 1) : '';
  return runStamp.test(end) || (trigger === 'deposit' && isDepositReference(end));
}

/** The run of a sweep that a transfer is of: its id tells which. That of a deposit was to begin when it was written down. */
export function runOf({ content, history }: Instruction): SweepRun | undefined {
  if (content.kind !== 'asset-transfer' || !('sweepId' in content)) return undefined;
  const { sweepId, instructionId: id } = content;
  const end = id.startsWith(`${sweepId}-`) ? id.slice(sweepId.length + 1) : '';
  const first = history[0];
  if (isDepositReference(end) && first !== undefined) return depositRun(sweepId, end, first.at);
  const match = runStamp.exec(end);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return { sweepId, scheduledTime: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` };
}

/** The run of a sweep for a deposit that was seen to be credited at this time. */
export function depositRun(sweepId: string, deposit: DepositReference, creditedAt: Millis): SweepRun {
  return { sweepId, scheduledTime: `${iso(creditedAt).slice(0, 19)}Z`, deposit };
}

/** Asks for such a run. What is repeated is one message, or one instruction. */
export function depositRunMessage(run: SweepRun, sweep: Sweep, sweeps: readonly Sweep[]): Message {
  return { body: bodyOf(run), group: sweepGroup(sweep, sweeps), deduplicationId: runInstructionId(run) };
}

/**
 * Sends an approved transfer through its run again. The run is read back from the instruction's id. `sweeps` are those
 * of the policy; where its own is gone, the run ends by itself.
 */
export function sweepMessage(instruction: Instruction, sweeps: readonly Sweep[]): Message {
  const { content } = instruction;
  assert(content.kind === 'asset-transfer' && 'sweepId' in content, 'only what a sweep moves has a run');
  const run = runOf(instruction);
  assert(run !== undefined, 'the id of a transfer ends with what its run is for');
  const sweep = sweeps.find(({ id }) => id === content.sweepId);
  return {
    body: bodyOf(run),
    group: sweep === undefined ? content.sweepId : sweepGroup(sweep, sweeps),
    deduplicationId: `${content.instructionId}.${instruction.version}`,
  };
}

function bodyOf({ deposit, ...planned }: SweepRun): Message['body'] {
  return deposit === undefined ? planned : { ...planned, deposit };
}
