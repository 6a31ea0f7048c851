import * as v from 'valibot';
import type { Background } from '../background.ts';
import type { Buses } from '../events/bus.ts';
import type { Messaging } from '../services/messaging.ts';
import type { Calls } from './execution.ts';
import { TaskFailure } from './task-failure.ts';
import { TaskTokens } from './task-tokens.ts';

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

/** The calls of tasks, on the services of this stack. */
export function taskCalls(background: Background, buses: Buses, messaging: Messaging): Calls {
  return {
    tokens: new TaskTokens(background.closing),
    putEvents: (parameters, executionArn) => {
      const { Entries: entries } = read(eventsSchema, parameters);
      // Step Functions adds the two ARNs itself.
      const machineArn = executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':');
      const answer = buses.put({
        Entries: entries.map((entry) => ({
          ...entry,
          Detail: JSON.stringify(entry.Detail),
          Resources: [executionArn, machineArn],
        })),
      });
      if (answer.FailedEntryCount > 0) throw new TaskFailure('EventBridge.FailedEntry', JSON.stringify(answer));
    },
    publish: async (parameters) => {
      const { Message: message, ...rest } = read(messageSchema, parameters);
      const subject = rest.Subject === undefined ? {} : { Subject: rest.Subject };
      await messaging.sns('Publish', { TopicArn: rest.TopicArn, Message: JSON.stringify(message), ...subject });
    },
    pause: (ms) => background.pause(ms),
  };
}

function read<const S extends v.GenericSchema>(schema: S, parameters: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, parameters);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'the parameters';
  throw new TaskFailure('States.Runtime', `${field}: not taken by the local stack`);
}
