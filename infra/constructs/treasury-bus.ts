import { Duration } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { alarmEvents, notifyingEvents } from '../../functions/shared/core/event-types.ts';
import { eventSource } from '../../functions/shared/core/names.ts';
import { endStatuses } from '../../functions/shared/ledger/instruction/allowed-transitions.ts';
import { acknowledge } from './acknowledge.ts';
import { AlarmsTopic } from './alarms-topic.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import type { EncryptedQueue } from './encrypted-queue.ts';
import { allow } from './grants.ts';
import { NotificationTopic } from './notification-topic.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { ReservedEventSource } from './reserved-event-source.ts';
import { nameIn, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

const deliveryAttempts = 8;
const deliveryAge = Duration.hours(1);
const retriedByTick = 'The tick asks again, for a week, for every end that was not told';

/** The ends of the physical names of rules that alarms watch. */
const monitoredRuleNames = {
  alarming: 'alarming',
  requested: 'withdrawal-requested',
  notifying: 'notifying',
} as const;

export interface MonitoredRule {
  readonly name: string;
  readonly ruleName: string;
}

/** The bus that requests come in on and events go out on, with the topic that people are told by. */
export class TreasuryBus extends Construct {
  readonly bus: EventBus;
  readonly alarms: AlarmsTopic;
  /** The topic beside it, for what people asked for and have to decide. */
  readonly people: NotificationTopic;
  /** Where events end that could not be delivered. */
  readonly deadLetters: EncryptedQueue;
  /** Where those end that people could not be notified of: no money waits for them. */
  readonly notificationDeadLetters: EncryptedQueue;
  /** Rules of which nothing may be lost. CloudWatch knows them by their physical names alone. */
  readonly monitoredRules: readonly MonitoredRule[];
  private readonly stage: Stage;
  private readonly reservedSource: ReservedEventSource;

  constructor(scope: Construct, id: string, stage: Stage, encryptionKey: Key) {
    super(scope, id);
    this.stage = stage;
    this.monitoredRules = Object.values(monitoredRuleNames).map((name) => ({ name, ruleName: nameIn(stage, name) }));
    this.deadLetters = deadLetterQueue(this, 'EventDeadLetters', stage, 'event-dead-letters', encryptionKey);
    const bus = new EventBus(this, 'Bus', {
      eventBusName: nameIn(stage),
      kmsKey: encryptionKey,
      // For what EventBridge cannot decrypt, where somebody disabled the key.
      deadLetterQueue: this.deadLetters.queue,
    });
    this.bus = pinLogicalId(bus, 'Bus');
    this.reservedSource = new ReservedEventSource(bus, nameIn(stage));
    this.alarms = new AlarmsTopic(this, 'Alarms', stage, encryptionKey);
    this.people = new NotificationTopic(this, 'People', stage, encryptionKey);
    const notificationFailures = ['NotificationDeadLetters', stage, 'notification-dead-letters'] as const;
    this.notificationDeadLetters = deadLetterQueue(this, ...notificationFailures, encryptionKey);
    this.sendAlarms();
  }

  /** Lets a function of ours put events as us, and as nobody else. */
  allowPut({ role }: TreasuryFunction): void {
    this.reservedSource.allowRole(role);
    this.allowPutAs(role, eventSource);
  }

  /** Lets a role put events with this source only: all events of one call must have it, and there must be one. */
  allowPutAs(role: IRole, source: string): void {
    allow(role, ['events:PutEvents'], [this.bus.eventBusArn], {
      'ForAllValues:StringEquals': { 'events:source': source },
      Null: { 'events:source': 'false' },
    });
  }

  /** Hands every `WithdrawalRequested` to the function, whoever sent it but ourselves. */
  onWithdrawalRequested(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'WithdrawalRequested', {
      ruleName: nameIn(this.stage, monitoredRuleNames.requested),
      description: 'Withdrawals that are requested by an event',
      eventBus: this.bus,
      eventPattern: { source: Match.anythingBut(eventSource), detailType: ['WithdrawalRequested'] },
    });
    rule.addTarget(
      new LambdaFunction(receiver.lambda, {
        deadLetterQueue: this.deadLetters.queue,
        retryAttempts: deliveryAttempts,
        maxEventAge: deliveryAge,
      }),
    );
    this.addFailureDestination(receiver, this.deadLetters);
  }

  /** Hands every event that people may have to know of to the function, which decides whether they do. */
  onPeopleToNotify(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'Notifying', {
      ruleName: nameIn(this.stage, monitoredRuleNames.notifying),
      description: 'Events that people are notified by',
      eventBus: this.bus,
      eventPattern: { source: [eventSource], detailType: [...notifyingEvents] },
    });
    rule.addTarget(
      new LambdaFunction(receiver.lambda, {
        deadLetterQueue: this.notificationDeadLetters.queue,
        retryAttempts: deliveryAttempts,
        maxEventAge: deliveryAge,
      }),
    );
    this.notificationDeadLetters.allowEventBridgeKey();
    this.addFailureDestination(receiver, this.notificationDeadLetters);
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
   * Calls the function for each withdrawal that has ended; transfers have nobody waiting. The tick asks again for what
   * was not done, so nothing is tried again here and no failure is kept.
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
    acknowledge(rule, { 'Serverless-EventBusDLQ': retriedByTick });
    acknowledge(receiver, { 'Serverless-LambdaAsyncFailureDestination': retriedByTick });
    receiver.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    rule.addTarget(new LambdaFunction(receiver.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }));
  }

  /** EventBridge calls a function and leaves: what then fails is tried again by Lambda, and put aside in the end. */
  private addFailureDestination(receiver: TreasuryFunction, failures: EncryptedQueue): void {
    const { queueArn } = failures.queue;
    failures.allowSend(receiver.lambda);
    receiver.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: deliveryAge,
      onFailure: { bind: () => ({ destination: queueArn }) },
    });
  }

  private sendAlarms(): void {
    const rule = new Rule(this, 'Alarming', {
      ruleName: nameIn(this.stage, monitoredRuleNames.alarming),
      description: 'Events that a person must see',
      eventBus: this.bus,
      eventPattern: { source: [eventSource], detailType: [...alarmEvents] },
    });
    const { topicArn } = this.alarms.topic;
    rule.addTarget({
      bind: () => ({
        arn: topicArn,
        deadLetterConfig: { arn: this.deadLetters.queue.queueArn },
        retryPolicy: { maximumRetryAttempts: deliveryAttempts, maximumEventAgeInSeconds: deliveryAge.toSeconds() },
      }),
    });
    this.deadLetters.allowEventBridge('AlarmingRuleFailures', rule.ruleArn);
    this.deadLetters.allowEventBridge('BusFailures', this.bus.eventBusArn);
  }
}
