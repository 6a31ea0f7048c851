import * as v from 'valibot';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { NoSuchResourceError } from '../errors.ts';
import type { Messaging } from './messaging.ts';

export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
  readonly groupId?: string;
  /** Text attributes by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

const messageSchema = v.object({
  messageId: v.string(),
  body: v.string(),
  approximateReceiveCount: v.number(),
  messageGroupId: v.optional(v.string()),
  messageAttributes: v.record(v.string(), v.object({ StringValue: v.optional(v.string()) })),
});

const inspectionSchema = v.object({
  messages: v.object({
    ready: v.array(messageSchema),
    delayed: v.array(messageSchema),
    inflight: v.array(v.object({ message: messageSchema })),
  }),
});

async function inspect(
  messaging: Messaging,
  name: string,
): Promise<v.InferOutput<typeof inspectionSchema>['messages']> {
  return validate(`queue ${name}`, inspectionSchema, await messaging.inspect(name)).messages;
}

export async function queueDepths(messaging: Messaging, names: readonly string[]): Promise<Record<string, QueueDepth>> {
  const depths = names.map(async (name): Promise<[string, QueueDepth]> => {
    const { ready, inflight, delayed } = await inspect(messaging, name);
    return [name, { visible: ready.length, inFlight: inflight.length, delayed: delayed.length }];
  });
  return Object.fromEntries(await Promise.all(depths));
}

/** Every message of a queue, waiting, delayed or in flight. */
export async function queuedMessages(
  messaging: Messaging,
  names: readonly string[],
  name: string,
): Promise<QueuedMessage[]> {
  if (!names.includes(name)) throw new NoSuchResourceError('queue', name, names);
  const { ready, inflight, delayed } = await inspect(messaging, name);
  return [...ready, ...inflight.map(({ message }) => message), ...delayed].map(toMessage);
}

function toMessage(message: v.InferOutput<typeof messageSchema>): QueuedMessage {
  const attributes = Object.entries(message.messageAttributes).flatMap(([name, { StringValue }]) =>
    StringValue === undefined ? [] : [[name, StringValue] as const],
  );
  return {
    messageId: message.messageId,
    body: message.body,
    receiveCount: message.approximateReceiveCount,
    attributes: Object.fromEntries(attributes),
    ...(message.messageGroupId === undefined ? {} : { groupId: message.messageGroupId }),
  };
}
