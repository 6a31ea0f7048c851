import { Duration } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { pinned } from './pinned.ts';
import { keepOnceMade, nameIn, type Stage } from './stage.ts';

/**
 * The company's own KMS keys, each for one sort of data, so that a right to read one sort is no right to read another. A
 * new key for encryption every year; what an older one has encrypted stays readable.
 */
export class EncryptionKeys extends Construct {
  /** The table, and what is exported of it. */
  readonly ledger: Key;
  /** Queues, topics and the bus: all that passes by. */
  readonly messages: Key;
  /** Log groups. */
  readonly logs: Key;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.ledger = this.key(stage, 'Ledger', 'The ledger and its exports');
    this.messages = this.key(stage, 'Messages', 'Messages under way');
    this.logs = this.key(stage, 'Logs', 'Logs');
  }

  private key(stage: Stage, id: string, description: string): Key {
    const key = new Key(this, id, {
      alias: nameIn(stage, id.toLowerCase()),
      description: `${description} of ${nameIn(stage)}`,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      // The longest that KMS offers: whoever deletes it by mistake has a month to notice.
      pendingWindow: Duration.days(30),
      removalPolicy: keepOnceMade(stage),
    });
    return pinned(key, `${id}EncryptionKey`);
  }
}
