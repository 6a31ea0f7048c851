import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow } from './grants.ts';
import { pinned } from './pinned.ts';
import { keepOnceMade, nameIn, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface InstructionQueueProps {
  readonly stage: Stage;
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

  constructor(scope: Construct, id: string, props: InstructionQueueProps) {
    super(scope, id);
    const common = { fifo: true, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      queueName: nameIn(props.stage, `${props.name}-dead-letters.fifo`),
      retentionPeriod: Duration.days(14),
      removalPolicy: keepOnceMade(props.stage),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: nameIn(props.stage, `${props.name}.fifo`),
      contentBasedDeduplication: props.contentBasedDeduplication,
      // Six times the reader's timeout: AWS's rule, so that a throttled invocation is not given out twice.
      visibilityTimeout: Duration.seconds(6 * props.readerTimeoutSeconds),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receivesMax },
    });
    acknowledge(this.deadLetters, {
      'Serverless-SQSRedrivePolicy': 'It is the dead-letter queue: nothing is behind it',
    });
    pinned(this.queue, props.logicalId);
    pinned(this.deadLetters, `${props.logicalId}DeadLetters`);
  }

  /** One message an invocation, so that a failure concerns one instruction. */
  feed(reader: TreasuryFunction): void {
    const { queueArn } = this.queue;
    allow(reader.lambda, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queueArn]);
    const feed = new EventSourceMapping(this, 'Feed', {
      target: reader.lambda,
      eventSourceArn: queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
    });
    acknowledge(feed, {
      'Serverless-LambdaEventSourceMappingDestination':
        'A destination is for streams. The queue itself puts a message aside after five tries, in its dead-letter queue',
    });
  }
}
