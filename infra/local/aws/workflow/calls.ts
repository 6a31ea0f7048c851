import * as v from 'valibot';
import type { Background } from '../background.ts';
import { ServiceError } from '../errors.ts';
import type { Buses } from '../events/bus.ts';
import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import type { Messaging } from '../services/messaging.ts';
import type { WorkflowCalls } from './execution.ts';
import { TaskFailure } from './task-failure.ts';
import type { TaskTokens } from './task-tokens.ts';

const eventsSchema = v.strictObject({
  Entries: v.array(
    v.strictObject({
      EventBusName: v.string(),
      Source: v.string(),
      DetailType: v.string(),
      Detail: v.record(v.string(), v.unknown()),
    }),
  ),
});

const messageSchema = v.strictObject({
  TopicArn: v.string(),
  Message: v.record(v.string(), v.unknown()),
  Subject: v.optional(v.string()),
});

/** What tasks call. */
export interface TaskServices {
  readonly background: Background;
  readonly buses: Buses;
  readonly messaging: Messaging;
  readonly guard: Guard;
  readonly tokens: TaskTokens;
}

/** The calls of a state machine's tasks, on the services of this stack and in the name of its role. */
export function taskCalls({ background, buses, messaging, guard, tokens }: TaskServices, by: Identity): WorkflowCalls {
  return {
    tokens,
    putEvents: (parameters, executionArn) => {
      const { Entries: entries } = read(eventsSchema, parameters);
      // Step Functions adds the two ARNs itself.
      const machineArn = executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':');
      const put = entries.map((entry) => ({
        ...entry,
        Detail: JSON.stringify(entry.Detail),
        Resources: [executionArn, machineArn],
      }));
      const answer = asTaskFailure(() => buses.put({ Entries: put }, by));
      if (answer.FailedEntryCount > 0) throw new TaskFailure('EventBridge.FailedEntry', JSON.stringify(answer));
    },
    publish: async (parameters) => {
      const { Message: message, ...rest } = read(messageSchema, parameters);
      asTaskFailure(() => guard.admit(by, [{ action: 'sns:Publish', resource: rest.TopicArn, context: {} }]));
      const subject = rest.Subject === undefined ? {} : { Subject: rest.Subject };
      await messaging.sns('Publish', { TopicArn: rest.TopicArn, Message: JSON.stringify(message), ...subject });
    },
    pause: (ms) => background.pause(ms),
  };
}

/** Step Functions guide, "Handling errors": insufficient rights are an error of their own. */
function asTaskFailure<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof ServiceError && error.type === 'AccessDeniedException') {
      throw new TaskFailure('States.Permissions', error.message);
    }
    throw error;
  }
}

function read<const S extends v.GenericSchema>(schema: S, parameters: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, parameters);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'the parameters';
  throw new TaskFailure('States.Runtime', `${field}: not taken by the local stack`);
}
