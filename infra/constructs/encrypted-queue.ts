import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { allowService } from './customer-managed-key.ts';
import { allow, allowKey } from './grants.ts';
import { pinLogicalId } from './pin-logical-id.ts';

export interface EncryptedQueueProps extends Omit<QueueProps, 'encryption' | 'encryptionMasterKey' | 'enforceSSL'> {
  readonly queueName: string;
  readonly logicalId: string;
  readonly encryptionKey: Key;
}

/**
 * A queue that is encrypted with a key of the company's. In its account the senders' and receivers' own policies say
 * who may use it. Nobody from outside may, whatever else its policy comes to say.
 */
export class EncryptedQueue {
  readonly queue: Queue;
  private readonly key: Key;
  private readonly name: string;

  constructor(scope: Construct, id: string, { logicalId, encryptionKey, ...props }: EncryptedQueueProps) {
    this.key = encryptionKey;
    this.name = props.queueName;
    this.queue = new Queue(scope, id, {
      ...props,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      enforceSSL: true,
    });
    pinLogicalId(this.queue, logicalId);
    this.queue.addToResourcePolicy(denyOtherAccounts(scope, 'sqs:*', this.queue.queueArn));
  }

  /** To send to an encrypted queue takes both actions of its key (guide of SQS, "Configuring AWS KMS permissions"). */
  allowSend(sender: IGrantable): void {
    allow(sender, ['sqs:SendMessage'], [this.queue.queueArn]);
    allowKey(sender, this.key, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /** Lets EventBridge put aside here what this rule or bus could not deliver. */
  allowEventBridge(sid: string, sourceArn: string): void {
    const { queueArn } = this.queue;
    const service = 'events.amazonaws.com';
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid,
        actions: ['sqs:SendMessage'],
        resources: [queueArn],
        principals: [new ServicePrincipal(service)],
        conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
      }),
    );
    this.allowEventBridgeKey();
  }

  /** Lets EventBridge encrypt what it puts aside here. Which rules may is said by the queue's policy. */
  allowEventBridgeKey(): void {
    // By its name: the key is there before the queue is. A second statement of the same is the same.
    const arn = Stack.of(this.queue).formatArn({ service: 'sqs', resource: this.name });
    allowService(this.key, 'events.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {
      StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': arn },
    });
  }

  allowReceive(receiver: IGrantable): void {
    const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    allow(receiver, actions, [this.queue.queueArn]);
    allowKey(receiver, this.key, 'sqs', ['kms:Decrypt']);
  }
}

/** A service of AWS calls from no account; what it may do says its own statement. */
export function denyOtherAccounts(scope: Construct, action: string, resource: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'NoOtherAccount',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [action],
    resources: [resource],
    conditions: {
      StringNotEquals: { 'aws:PrincipalAccount': Stack.of(scope).account },
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });
}
