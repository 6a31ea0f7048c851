import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Location, UnsupportedTemplateError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import type { RequestedCall } from '../iam/call.ts';
import type { Functions } from '../lambda/functions.ts';
import { arnName, arnService } from '../names.ts';
import type { Messaging } from '../services/messaging.ts';

/** How a message goes to its target. */
export interface Envelope {
  /** FIFO queues only. */
  readonly messageGroupId?: string | undefined;
  /** Text attributes of an SQS message. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** In whose name something is delivered, and what AWS tells the policies about it. */
export interface Sender {
  readonly by: Identity;
  readonly context: RequestedCall['context'];
}

/** What a delivery needs to be allowed, by the service of its target. */
const actions: Readonly<Record<string, string>> = {
  lambda: 'lambda:InvokeFunction',
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
};

/** Hands a text to whatever an ARN names: a function (asynchronously), a queue or a topic of this stack. */
export class Delivery {
  private readonly messaging: Messaging;
  private readonly functions: Functions;
  private readonly guard: Guard;
  private readonly known = new Set<string>();
  private readonly invokeLater: (functionArn: string, payload: string) => void;

  /** `invokeLater` starts an asynchronous invocation. */
  constructor(
    messaging: Messaging,
    functions: Functions,
    guard: Guard,
    invokeLater: (functionArn: string, payload: string) => void,
  ) {
    this.messaging = messaging;
    this.functions = functions;
    this.guard = guard;
    this.invokeLater = invokeLater;
  }

  /** Makes a queue or topic of the stack a possible target. */
  addTarget(arn: string): void {
    this.known.add(arn);
  }

  /** Refuses a target that is of another service or not part of this stack. */
  check(arn: string, envelope: Envelope, at: Location): void {
    if (!this.known.has(arn) && !(arnService(arn) === 'lambda' && this.functions.lookUp(arn))) {
      throw new UnsupportedTemplateError(at, `the target ${arn} is no function, queue or topic of this stack`);
    }
    const isFifo = arn.endsWith('.fifo');
    if (isFifo && envelope.messageGroupId === undefined) {
      throw new UnsupportedTemplateError(at, 'a FIFO queue as target needs SqsParameters.MessageGroupId');
    }
    if (!isFifo && envelope.messageGroupId !== undefined) {
      throw new UnsupportedTemplateError(at, 'SqsParameters.MessageGroupId is for FIFO queues only');
    }
  }

  /** Throws where the sender may not. */
  async send({ by, context }: Sender, arn: string, body: string, envelope: Envelope = {}): Promise<void> {
    const service = arnService(arn) ?? '';
    this.guard.admit(by, [{ action: actions[service] ?? service, resource: arn, context }]);
    switch (service) {
      case 'lambda':
        return this.invokeLater(arn, body);
      case 'sqs':
        return await this.toQueue(arn, body, envelope);
      case 'sns':
        return await this.messaging.sns('Publish', { TopicArn: arn, Message: body });
      default:
        throw new TypeError(`nothing can be delivered to ${arn}`);
    }
  }

  private async toQueue(arn: string, body: string, { messageGroupId, attributes = {} }: Envelope): Promise<void> {
    const entries = Object.entries(attributes).map(
      ([k, value]) => [k, { DataType: 'String', StringValue: value }] as const,
    );
    await this.messaging.sqs.send(
      new SendMessageCommand({
        QueueUrl: this.messaging.queueUrl(arnName(arn)),
        MessageBody: body,
        MessageAttributes: Object.fromEntries(entries),
        ...(messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId }),
      }),
    );
  }
}
