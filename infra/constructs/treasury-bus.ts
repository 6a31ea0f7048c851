import { ArnFormat, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { CfnEventBus, EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import {
  AnyPrincipal,
  Effect,
  type IRole,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { assert } from '../../functions/base/errors.ts';
import { alarmingEvents } from '../../functions/base/event-types.ts';
import { eventSource } from '../../functions/base/names.ts';
import { endStatuses } from '../../functions/ledger/instruction/arrows.ts';
import { acknowledge } from './acknowledge.ts';
import { allowService } from './company-key.ts';
import { denyOtherAccounts, type EncryptedQueue } from './encrypted-queue.ts';
import { failuresQueue } from './failures-queue.ts';
import { allow, allowKey } from './grants.ts';
import { pinned } from './pinned.ts';
import { nameIn, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

const deliveryAttempts = 8;
const deliveryAge = Duration.hours(1);
const alarmsName = 'alarms';
const failuresName = 'event-dead-letters';
const tickAsksAgain = 'The tick asks again, for a week, for every end that was not told';

/** The ends of the physical names of rules that alarms watch. */
const watched = { alarming: 'alarming', requested: 'withdrawal-requested' } as const;

export interface WatchedRule {
  readonly name: string;
  readonly ruleName: string;
}

/** The bus that requests come in on and events go out on, with the topic that people are told by. */
export class TreasuryBus extends Construct {
  readonly bus: EventBus;
  readonly alarms: Topic;
  /** Where events end that could not be delivered. */
  readonly failures: EncryptedQueue;
  /** Rules of which nothing may be lost. CloudWatch knows them by their physical names alone. */
  readonly watchedRules: readonly WatchedRule[];
  private readonly stage: Stage;
  private readonly key: Key;
  /** The roles that may put events as us. */
  private readonly ourselves: string[] = [];

  constructor(scope: Construct, id: string, stage: Stage, encryptionKey: Key) {
    super(scope, id);
    this.stage = stage;
    this.watchedRules = Object.values(watched).map((name) => ({ name, ruleName: nameIn(stage, name) }));
    this.key = encryptionKey;
    this.failures = failuresQueue(this, 'EventDeadLetters', stage, failuresName, encryptionKey);
    const bus = new EventBus(this, 'Bus', {
      eventBusName: nameIn(stage),
      kmsKey: encryptionKey,
      // For what EventBridge cannot decrypt, where somebody disabled the key.
      deadLetterQueue: this.failures.queue,
    });
    this.bus = pinned(bus, 'Bus');
    const topicName = nameIn(stage, alarmsName);
    const topic = new Topic(this, 'Alarms', { topicName, masterKey: encryptionKey, enforceSSL: true });
    this.alarms = pinned(topic, 'Alarms');
    this.keepOurSource();
    this.keepAlarms();
    this.tellPeople();
  }

  /** Lets a function of ours put events as us, and as nobody else. */
  allowPut({ role }: TreasuryFunction): void {
    this.ourselves.push(role.roleArn);
    this.allowPutAs(role, eventSource);
  }

  /** Lets a role put events with this source only: all events of one call must have it, and there must be one. */
  allowPutAs(role: IRole, source: string): void {
    allow(role, ['events:PutEvents'], [this.bus.eventBusArn], {
      'ForAllValues:StringEquals': { 'events:source': source },
      Null: { 'events:source': 'false' },
    });
  }

  /** Lets a role tell people something. To publish to an encrypted topic takes both actions of its key. */
  allowTell(role: IRole): void {
    allow(role, ['sns:Publish'], [this.alarms.topicArn]);
    allowKey(role, this.key, 'sns', ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /** Hands every `WithdrawalRequested` to the function, whoever sent it but ourselves. */
  onWithdrawalRequested(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'WithdrawalRequested', {
      ruleName: nameIn(this.stage, watched.requested),
      description: 'Withdrawals that are requested by an event',
      eventBus: this.bus,
      eventPattern: { source: Match.anythingBut(eventSource), detailType: ['WithdrawalRequested'] },
    });
    rule.addTarget(
      new LambdaFunction(receiver.lambda, {
        deadLetterQueue: this.failures.queue,
        retryAttempts: deliveryAttempts,
        maxEventAge: deliveryAge,
      }),
    );
    this.keepFailures(receiver);
  }

  /**
   * Calls the function as soon as an outcome is unknown: the records may have it already. Its own schedule comes in any
   * case, so nothing is tried again and no failure is kept.
   */
  onUnknownOutcome(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'UnknownOutcome', {
      description: 'Looks at once for what nobody knows',
      eventBus: this.bus,
      eventPattern: {
        source: [eventSource],
        detailType: ['InstructionStatusChanged'],
        detail: { status: ['unknown'] },
      },
    });
    acknowledge(rule, { 'Serverless-EventBusDLQ': 'The tick looks for the same instruction within the minute' });
    rule.addTarget(new LambdaFunction(receiver.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }));
  }

  /**
   * Calls the function for each withdrawal that has ended; transfers have nobody waiting. The tick asks again for what was
   * not done, so nothing is tried again here and no failure is kept.
   */
  onWithdrawalEnded(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'WithdrawalEnded', {
      description: 'Tells who waits for the end of a withdrawal',
      eventBus: this.bus,
      eventPattern: {
        source: [eventSource],
        detailType: ['InstructionStatusChanged'],
        detail: { kind: ['withdrawal', 'fiat-withdrawal'], status: [...endStatuses] },
      },
    });
    acknowledge(rule, { 'Serverless-EventBusDLQ': tickAsksAgain });
    acknowledge(receiver, { 'Serverless-LambdaAsyncFailureDestination': tickAsksAgain });
    receiver.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    rule.addTarget(new LambdaFunction(receiver.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }));
  }

  /** EventBridge calls a function and leaves: what then fails is tried again by Lambda, and put aside in the end. */
  private keepFailures(receiver: TreasuryFunction): void {
    const { queueArn } = this.failures.queue;
    this.failures.allowSend(receiver.lambda);
    receiver.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: deliveryAge,
      onFailure: { bind: () => ({ destination: queueArn }) },
    });
  }

  private tellPeople(): void {
    const rule = new Rule(this, 'Alarming', {
      ruleName: nameIn(this.stage, watched.alarming),
      description: 'Events that a person must see',
      eventBus: this.bus,
      eventPattern: { source: [eventSource], detailType: [...alarmingEvents] },
    });
    const topicArn = this.alarms.topicArn;
    rule.addTarget({
      bind: () => ({
        arn: topicArn,
        deadLetterConfig: { arn: this.failures.queue.queueArn },
        retryPolicy: { maximumRetryAttempts: deliveryAttempts, maximumEventAgeInSeconds: deliveryAge.toSeconds() },
      }),
    });
    // EventBridge fills in no condition of a topic's policy: with one, nothing would ever arrive (its guide, "Amazon SNS
    // permissions"). A rule of another account does not come by here: it sends with a role of that account.
    this.alarms.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmingRule',
        actions: ['sns:Publish'],
        resources: [topicArn],
        principals: [new ServicePrincipal('events.amazonaws.com')],
      }),
    );
    this.keepFailuresOf('AlarmingRule', rule.ruleArn);
    this.keepFailuresOf('Bus', this.bus.eventBusArn);
  }

  /** Denied whatever else allows it: who could speak as us could tell people and workflows that something was paid. */
  private keepOurSource(): void {
    const made = this.bus.node.defaultChild;
    assert(made instanceof CfnEventBus, `${this.bus.node.path} is no bus`);
    const statement = new PolicyStatement({
      sid: 'OurSourceIsOurs',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['events:PutEvents'],
      resources: [this.arn('events', 'event-bus', nameIn(this.stage), ArnFormat.SLASH_RESOURCE_NAME)],
      conditions: {
        // One event of a call is enough.
        'ForAnyValue:StringEquals': { 'events:source': eventSource },
        ArnNotEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => this.ourselves }) },
      },
    });
    made.policy = new PolicyDocument({ statements: [statement] });
  }

  /** CloudWatch's alarms of this stage may publish, besides the rule. Services use the key for this topic and this queue only. */
  private keepAlarms(): void {
    const { topicArn } = this.alarms;
    const source = this.arn('cloudwatch', 'alarm', nameIn(this.stage, '*'), ArnFormat.COLON_RESOURCE_NAME);
    const fromAccount = { 'aws:SourceAccount': Stack.of(this).account };
    this.alarms.addToResourcePolicy(denyOtherAccounts(this, 'sns:Publish', topicArn));
    this.alarms.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        actions: ['sns:Publish'],
        resources: [topicArn],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        conditions: { StringEquals: fromAccount, ArnLike: { 'aws:SourceArn': source } },
      }),
    );
    const use = ['kms:Decrypt', 'kms:GenerateDataKey*'];
    // By their names: the key is there before the topic and the queue are.
    const ofTopic = { 'kms:EncryptionContext:aws:sns:topicArn': this.arn('sns', nameIn(this.stage, alarmsName)) };
    const ofQueue = { 'kms:EncryptionContext:aws:sqs:arn': this.arn('sqs', nameIn(this.stage, failuresName)) };
    allowService(this.key, 'cloudwatch.amazonaws.com', use, { StringEquals: { ...ofTopic, ...fromAccount } });
    // Where EventBridge publishes to an encrypted topic, KMS is told neither rule nor account (guide of SNS, "Configuring AWS
    // KMS permissions"). What is encrypted it is told, by SNS and SQS themselves.
    allowService(this.key, 'events.amazonaws.com', use, { StringEquals: ofTopic });
    allowService(this.key, 'events.amazonaws.com', use, { StringEquals: ofQueue });
  }

  /** Lets EventBridge put aside what this rule or bus could not deliver. */
  private keepFailuresOf(name: string, sourceArn: string): void {
    const { queue } = this.failures;
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: `${name}Failures`,
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        principals: [new ServicePrincipal('events.amazonaws.com')],
        conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
      }),
    );
  }

  private arn(
    service: string,
    resource: string,
    resourceName?: string,
    arnFormat = ArnFormat.NO_RESOURCE_NAME,
  ): string {
    return Stack.of(this).formatArn({
      service,
      resource,
      arnFormat,
      ...(resourceName === undefined ? {} : { resourceName }),
    });
  }
}
