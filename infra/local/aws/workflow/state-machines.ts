import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { parseJson } from '../../../json.ts';
import type { Background } from '../background.ts';
import { ServiceError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import type { JsonService } from '../services/gateway.ts';
import { readRequest } from '../services/request.ts';
import type { Definition } from './definition.ts';
import { execute, type WorkflowCalls } from './execution.ts';
import { TaskFailure } from './task-failure.ts';
import type { TaskTokens } from './task-tokens.ts';

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

interface StateMachine {
  readonly definition: Definition;
  readonly calls: WorkflowCalls;
}

/** The state machines of the stack and their executions. */
export class StateMachines {
  private readonly machines = new Map<string, StateMachine>();
  private readonly executions = new Map<string, Execution>();
  private readonly background: Background;
  private readonly callsAs: (role: Identity) => WorkflowCalls;

  /** `callsAs` gives the calls that tasks make in the name of a role. */
  constructor(background: Background, callsAs: (role: Identity) => WorkflowCalls) {
    this.background = background;
    this.callsAs = callsAs;
  }

  add(arn: string, definition: Definition, role: Identity): void {
    this.machines.set(arn, { definition, calls: this.callsAs(role) });
  }

  start({ stateMachineArn, input }: v.InferOutput<typeof startRequest>): unknown {
    const machine = this.machines.get(stateMachineArn);
    if (!machine) throw new ServiceError('StateMachineDoesNotExist', `no state machine ${stateMachineArn}`);
    const value = parseJson(input);
    if (value === undefined) throw new ServiceError('InvalidExecutionInput', 'the input is not JSON');
    const name = randomUUID();
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const startDate = Date.now() / 1_000;
    const execution: Execution = { executionArn, stateMachineArn, name, input, startDate, status: 'RUNNING' };
    this.executions.set(executionArn, execution);
    this.background.run(`execution ${executionArn}`, () => this.run(execution, machine, value));
    return { executionArn, startDate };
  }

  describe({ executionArn }: v.InferOutput<typeof describeRequest>): unknown {
    const execution = this.executions.get(executionArn);
    if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    return execution;
  }

  private async run(execution: Execution, { definition, calls }: StateMachine, input: unknown): Promise<void> {
    try {
      const output = await execute(definition, input, execution.executionArn, calls);
      Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output) });
    } catch (error) {
      if (!(error instanceof TaskFailure)) {
        // The end of the stack, or a mistake of its own.
        execution.status = 'ABORTED';
        throw error;
      }
      Object.assign(execution, { status: 'FAILED', error: error.error, cause: error.reason });
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

/** The state machine of an execution, by their ARNs. */
function machineOf(executionArn: string): string {
  return executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':');
}

/** Step Functions' API as far as it is served here. */
export function stepFunctionsService(machines: StateMachines, tokens: TaskTokens, guard: Guard): JsonService {
  const admit = (by: Identity, action: string, resource: string): void =>
    guard.admit(by, [{ action: `states:${action}`, resource, context: {} }]);
  // The permission is for the state machine that waits (Step Functions guide, "Creating granular permissions").
  const admitAnswer = (by: Identity, action: string, token: string): void =>
    admit(by, action, machineOf(tokens.executionOf(token)));
  return {
    name: 'Step Functions',
    operations: {
      StartExecution: (body, by) => {
        const request = readRequest(startRequest, body);
        admit(by, 'StartExecution', request.stateMachineArn);
        return machines.start(request);
      },
      DescribeExecution: (body, by) => {
        const request = readRequest(describeRequest, body);
        admit(by, 'DescribeExecution', request.executionArn);
        return machines.describe(request);
      },
      SendTaskSuccess: (body, by) => {
        const { taskToken, output } = readRequest(successRequest, body);
        admitAnswer(by, 'SendTaskSuccess', taskToken);
        tokens.succeed(taskToken, output);
        return {};
      },
      SendTaskFailure: (body, by) => {
        const { taskToken, error, cause } = readRequest(failureRequest, body);
        admitAnswer(by, 'SendTaskFailure', taskToken);
        tokens.fail(taskToken, error, cause);
        return {};
      },
    },
  };
}
