import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction, reject } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { loggedError } from '../../../functions/shared/runtime/logger.ts';
import { reportOutcome } from '../../../functions/task-outcome/report-outcome.ts';
import { parseStatusEvent } from '../../../functions/task-outcome/status-event.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { startStepFunctions, type TestStepFunctions } from '../../support/step-functions.ts';

let fixture: FunctionFixture;
let stepFunctions: TestStepFunctions;
let number = 0;
const token = 'AQCEAAAAKgAAAAMAAAAA+token/1==';

beforeAll(async () => {
  [fixture, stepFunctions] = await Promise.all([startFunctionFixture(), startStepFunctions()]);
});
afterAll(() => Promise.all([fixture.close(), stepFunctions.close()]));
beforeEach(() => {
  number += 1;
  stepFunctions.calls.length = 0;
  stepFunctions.refuseWith(undefined);
});

const id = () => instructionId(`inv-${number}`);
const now = async () => (await fixture.parts.instructions.get(id())) as Instruction;
const report = () => reportOutcome({ ...fixture.parts, tasks: stepFunctions.tasks }, id());
const isOpen = async () =>
  (await fixture.parts.instructions.listOpen(100)).instructions.some(({ content }) => content.instructionId === id());

/** Rejected, its events out, and somebody waits. */
async function ended(): Promise<Instruction> {
  const rejected = reject(createInstruction(withdrawal(id()), stamp, token), 'coin-not-allowed', stamp);
  const { instruction } = await fixture.parts.instructions.create(rejected);
  await fixture.parts.instructions.markPublished(instruction);
  return instruction;
}

describe('an instruction that has ended and is waited for', () => {
  test('is reported once, noted, and leaves the open index', async () => {
    await ended();
    expect(await isOpen()).toBe(true);
    expect(await report()).toEqual({ at: noon, result: 'told' });
    expect(stepFunctions.calls).toEqual([
      {
        operation: 'SendTaskFailure',
        taskToken: token,
        error: 'rejected',
        cause: expect.stringContaining('coin-not-allowed'),
      },
    ]);
    expect(await now()).toMatchObject({ version: 2, taskReport: { at: noon, result: 'told' } });
    expect(await isOpen()).toBe(false);
    expect(await report()).toBeUndefined();
    expect(stepFunctions.calls).toHaveLength(1);
  });

  test('that was told just before a crash is told again, and nobody waits any more', async () => {
    const instruction = await ended();
    await stepFunctions.tasks.notify(token, { kind: 'success', output: '{}' });
    stepFunctions.refuseWith('TaskTimedOut');
    expect(await report()).toEqual({ at: noon, result: 'nobody-waits', error: 'TaskTimedOut' });
    expect((await now()).state).toEqual(instruction.state);
    expect(await isOpen()).toBe(false);
  });

  test.each(['TaskDoesNotExist', 'InvalidToken'])('and nobody waits with its token: %s ends it', async (error) => {
    await ended();
    stepFunctions.refuseWith(error);
    expect(await report()).toMatchObject({ result: 'nobody-waits', error });
    expect(await now()).not.toHaveProperty('taskToken');
  });

  test.each(['AccessDeniedException', 'KmsAccessDeniedException', 'away'])(
    'stays open where Step Functions does not take it: %s, and no error shows the token',
    async (error) => {
      await ended();
      stepFunctions.refuseWith(error);
      const thrown: unknown = await report().catch((failure: unknown) => failure);
      expect(thrown).toMatchObject({ code: 'task-callback-failed' });
      expect(JSON.stringify(loggedError(thrown))).not.toContain(token);
      expect(JSON.stringify(loggedError(thrown))).toContain('not with the token the task token');
      expect(await now()).toHaveProperty('taskToken', token);
      expect(await isOpen()).toBe(true);
    },
  );

  test('of two that tell at once one notes it, and the newer token that came meanwhile stays', async () => {
    const seen = await ended();
    await fixture.parts.instructions.replaceTaskToken(seen, 'newer');
    await fixture.parts.instructions.recordTaskReport(seen, { at: noon, result: 'told' });
    expect(await now()).toMatchObject({ taskToken: 'newer' });
    expect(await isOpen()).toBe(true);
  });
});

describe('nothing is told', () => {
  test('of an instruction that nobody waits for, or that does not exist', async () => {
    await fixture.parts.instructions.create(
      reject(createInstruction(withdrawal(id()), stamp), 'coin-not-allowed', stamp),
    );
    expect(await report()).toBeUndefined();
    number += 1;
    expect(await report()).toBeUndefined();
    expect(stepFunctions.calls).toEqual([]);
  });

  test('of an instruction that has not ended, whatever its event said', async () => {
    await fixture.parts.instructions.create({ ...approved(withdrawal(id())), taskToken: token });
    expect(await report()).toBeUndefined();
    expect(stepFunctions.calls).toEqual([]);
    expect(await now()).toHaveProperty('taskToken', token);
  });
});

describe('the event', () => {
  test('names the instruction', () => {
    expect(parseStatusEvent({ source: 'hashkey-treasury', detail: { id: 'inv-1', status: 'settled' } })).toBe('inv-1');
  });

  test.each([{}, { detail: {} }, { detail: { id: 'a/b' } }, 'x'])('is refused where it names none: %j', (event) => {
    expect(() => parseStatusEvent(event)).toThrow('InstructionStatusChanged cannot be taken');
  });
});
