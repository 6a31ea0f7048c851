import { Duration } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface InstructionQueueProps {
  readonly stage: Stage;
  readonly encryptionKey: Key;
  /** The end of its physical name. */
  readonly name: string;
  /** Its logical id; the dead-letter queue's is `<logicalId>DeadLetters`. */
  readonly logicalId: string;
  /** Seconds that its reader may take. */
  readonly readerTimeoutSeconds: number;
  /**
   * Whether two messages with the same text within five minutes are one. For senders that cannot give a
   * deduplication id of their own, as EventBridge Scheduler cannot.
   */
  readonly contentBasedDeduplication: boolean;
}

/** Tries before a message is put aside. What it was about stays in the table; the tick finds it there. */
const receivesMax = 5;

/** A FIFO queue of work on instructions, with a dead-letter queue beside it. */
export class InstructionQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly encrypted: EncryptedQueue;

  constructor(scope: Construct, id: string, props: InstructionQueueProps) {
    super(scope, id);
    const { stage, name, logicalId, encryptionKey } = props;
    this.deadLetters = new EncryptedQueue(this, 'DeadLetters', {
      logicalId: `${logicalId}DeadLetters`,
      encryptionKey,
      fifo: true,
      queueName: nameIn(stage, `${name}-dead-letters.fifo`),
      retentionPeriod: Duration.days(14),
      removalPolicy: removalPolicyOnceCreated(stage),
    }).queue;
    this.encrypted = new EncryptedQueue(this, 'Queue', {
      logicalId,
      encryptionKey,
      fifo: true,
      queueName: nameIn(stage, `${name}.fifo`),
      contentBasedDeduplication: props.contentBasedDeduplication,
      // Six times the reader's timeout: AWS's rule, so that a throttled invocation is not given out twice.
      visibilityTimeout: Duration.seconds(6 * props.readerTimeoutSeconds),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receivesMax },
    });
    this.queue = this.encrypted.queue;
    acknowledge(this.deadLetters, {
      'Serverless-SQSRedrivePolicy': 'It is the dead-letter queue: nothing is behind it',
    });
  }

  allowSend(sender: IGrantable): void {
    this.encrypted.allowSend(sender);
  }

  /** One message an invocation, so that a failure concerns one instruction. */
  feed(reader: TreasuryFunction): void {
    this.encrypted.allowReceive(reader.lambda);
    const feed = new EventSourceMapping(this, 'Feed', {
      target: reader.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
    });
    acknowledge(feed, {
      'Serverless-LambdaEventSourceMappingDestination':
        'A destination is for streams. The queue itself puts a message aside after five tries, in its dead-letter ' +
        'queue',
    });
  }
}
