import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Background } from '../background.ts';
import { ServiceError } from '../errors.ts';
import { parseJson } from '../json.ts';
import type { JsonService } from '../services/gateway.ts';
import { readRequest } from '../services/request.ts';
import type { Definition } from './definition.ts';
import { type Calls, execute } from './execution.ts';
import { TaskFailure } from './task-failure.ts';

interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly startDate: number;
  readonly input: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  stopDate?: number;
  output?: string;
  error?: string;
  cause?: string;
}

/** The state machines of the stack and their executions. */
export class StateMachines {
  private readonly definitions = new Map<string, Definition>();
  private readonly executions = new Map<string, Execution>();
  private readonly background: Background;
  readonly calls: Calls;

  constructor(background: Background, calls: Calls) {
    this.background = background;
    this.calls = calls;
  }

  add(arn: string, definition: Definition): void {
    this.definitions.set(arn, definition);
  }

  start({ stateMachineArn, input }: v.InferOutput<typeof startRequest>): unknown {
    const definition = this.definitions.get(stateMachineArn);
    if (!definition) throw new ServiceError('StateMachineDoesNotExist', `no state machine ${stateMachineArn}`);
    const value = parseJson(input);
    if (value === undefined) throw new ServiceError('InvalidExecutionInput', 'the input is not JSON');
    const name = randomUUID();
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const startDate = Date.now() / 1_000;
    const execution: Execution = { executionArn, stateMachineArn, name, input, startDate, status: 'RUNNING' };
    this.executions.set(executionArn, execution);
    this.background.run(`execution ${executionArn}`, () => this.run(execution, definition, value));
    return { executionArn, startDate };
  }

  describe({ executionArn }: v.InferOutput<typeof describeRequest>): unknown {
    const execution = this.executions.get(executionArn);
    if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return execution;
  }

  private async run(execution: Execution, definition: Definition, input: unknown): Promise<void> {
    try {
      const output = await execute(definition, input, execution.executionArn, this.calls);
      Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) });
    } catch (error) {
      if (!(error instanceof TaskFailure)) {
        // The end of the stack, or a mistake of its own.
        execution.status = 'ABORTED';
        throw error;
      }
      Object.assign(execution, { status: 'FAILED', error: error.error, cause: error.why });
    } finally {
      execution.stopDate = Date.now() / 1_000;
    }
  }
}

const token = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));

const startRequest = v.strictObject({ stateMachineArn: v.string(), input: v.optional(v.string(), '{}') });
const describeRequest = v.strictObject({ executionArn: v.string() });
const successRequest = v.strictObject({ taskToken: token, output: v.pipe(v.string(), v.maxLength(262_144)) });
const failureRequest = v.strictObject({
  taskToken: token,
  error: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  cause: v.optional(v.pipe(v.string(), v.maxLength(32_768)), ''),
});

/** Step Functions' API as far as it is served here. */
export function stepFunctionsService(machines: StateMachines): JsonService {
  const { tokens } = machines.calls;
  return {
    name: 'Step Functions',
    operations: {
      StartExecution: (body) => machines.start(readRequest(startRequest, body)),
      DescribeExecution: (body) => machines.describe(readRequest(describeRequest, body)),
      SendTaskSuccess: (body) => {
        const { taskToken, output } = readRequest(successRequest, body);
        tokens.succeed(taskToken, output);
        return {};
      },
      SendTaskFailure: (body) => {
        const { taskToken, error, cause } = readRequest(failureRequest, body);
        tokens.fail(taskToken, error, cause);
        return {};
      },
    },
  };
}
