import type { JsonObject } from '../../../json.ts';
import type { ChoiceRule, Definition, PassState, TaskState } from './definition.ts';
import { fillTemplate, lookUp, withResult } from './paths.ts';
import { isNamed, TaskFailure } from './task-failure.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What a task's call needs. */
export interface WorkflowCalls {
  readonly tokens: TaskTokens;
  /** PutEvents. Throws a TaskFailure where an entry is refused. */
  putEvents(parameters: unknown, executionArn: string): void;
  publish(parameters: unknown): Promise<void>;
  pause(ms: number): Promise<void>;
}

/** Where a state leads: to the next one, or to the end of the execution. */
type Step = { readonly next: string; readonly state: unknown } | { readonly output: unknown };

/** As many events as Step Functions keeps of one execution. */
const stepsMax = 25_000;

/** Runs one execution to its end and gives its output. Throws the TaskFailure that it fails with. */
export async function execute(
  definition: Definition,
  input: unknown,
  arn: string,
  calls: WorkflowCalls,
): Promise<unknown> {
  let name = definition.StartAt;
  let state = input;
  for (let steps = 0; steps < stepsMax; steps += 1) {
    const step = await runState(definition, name, state, arn, calls);
    if ('output' in step) return step.output;
    name = step.next;
    state = step.state;
  }
  throw new TaskFailure('States.Runtime', 'the execution has too many steps');
}

async function runState(
  { States }: Definition,
  name: string,
  input: unknown,
  arn: string,
  calls: WorkflowCalls,
): Promise<Step> {
  const state = States[name];
  switch (state?.Type) {
    case 'Task':
      return await runTask(state, input, arn, calls);
    case 'Choice': {
      const chosen = state.Choices.find((rule) => applies(rule, input));
      return { next: chosen?.Next ?? state.Default, state: input };
    }
    case 'Pass':
      return runPass(state, input, arn);
    case 'Fail':
      throw new TaskFailure(state.Error, state.Cause);
    case undefined:
      throw new TaskFailure('States.Runtime', `there is no state ${name}`);
  }
}

/** Only texts are compared. */
function applies(rule: ChoiceRule, input: unknown): boolean {
  const found = lookUp(input, rule.Variable);
  const other = 'StringEquals' in rule ? rule.StringEquals : lookUp(input, rule.StringEqualsPath);
  return typeof found === 'string' && found === other;
}

/** `Parameters` replace the input, and `Result` comes into its place. */
function runPass({ Parameters, Result, ResultPath, Next }: PassState, input: unknown, arn: string): Step {
  const made =
    Parameters === undefined ? input : fillTemplate(Parameters, { input, context: { Execution: { Id: arn } } });
  return { next: Next, state: withResult(input, ResultPath, Result ?? made) };
}

async function runTask(task: TaskState, input: unknown, arn: string, calls: WorkflowCalls): Promise<Step> {
  try {
    const result = await withRetries(task, calls, () => call(task, input, arn, calls));
    const state = withResult(input, task.ResultPath, result);
    return task.Next === undefined ? { output: state } : { next: task.Next, state };
  } catch (error) {
    if (!(error instanceof TaskFailure)) throw error;
    const caught = task.Catch.find(({ ErrorEquals }) => isNamed(ErrorEquals, error.error));
    if (!caught) throw error;
    const failure = { Error: error.error, Cause: error.reason };
    return { next: caught.Next, state: withResult(input, caught.ResultPath, failure) };
  }
}

/** Each entry of `Retry` counts its own attempts. */
async function withRetries(task: TaskState, calls: WorkflowCalls, act: () => Promise<unknown>): Promise<unknown> {
  const used = task.Retry.map(() => 0);
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof TaskFailure)) throw error;
      const index = task.Retry.findIndex(({ ErrorEquals }) => isNamed(ErrorEquals, error.error));
      const retry = task.Retry[index];
      const attempts = used[index] ?? 0;
      if (!retry || attempts >= retry.MaxAttempts) throw error;
      used[index] = attempts + 1;
      await calls.pause(retry.IntervalSeconds * 1_000 * retry.BackoffRate ** attempts);
    }
  }
}

async function call(task: TaskState, input: unknown, arn: string, calls: WorkflowCalls): Promise<unknown> {
  const parametersWith = (context: JsonObject): unknown => fillTemplate(task.Parameters, { input, context });
  const context = { Execution: { Id: arn } };
  switch (task.Resource) {
    case 'arn:aws:states:::sns:publish':
      return await calls.publish(parametersWith(context));
    case 'arn:aws:states:::events:putEvents':
      return calls.putEvents(parametersWith(context), arn);
    case 'arn:aws:states:::events:putEvents.waitForTaskToken': {
      const waiting = calls.tokens.open(arn);
      try {
        calls.putEvents(parametersWith({ ...context, Task: { Token: waiting.token } }), arn);
        return await waiting.result(task.TimeoutSeconds * 1_000);
      } finally {
        waiting.close();
      }
    }
  }
}
