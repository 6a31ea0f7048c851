import { Duration } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmingEvents } from '../../functions/base/event-types.ts';
import { eventSource } from '../../functions/base/names.ts';
import { endStatuses } from '../../functions/ledger/instruction/arrows.ts';
import { acknowledge } from './acknowledge.ts';
import { failuresQueue } from './failures-queue.ts';
import { allow } from './grants.ts';
import { pinned } from './pinned.ts';
import { nameIn, type Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

const deliveryAttempts = 8;
const deliveryAge = Duration.hours(1);
const tickAsksAgain = 'The tick asks again, for a week, for every end that was not told';

/** The bus that requests come in on and events go out on, with the topic that people are told by. */
export class TreasuryBus extends Construct {
  readonly bus: EventBus;
  readonly alarms: Topic;
  private readonly failures: Queue;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.bus = pinned(new EventBus(this, 'Bus', { eventBusName: nameIn(stage) }), 'Bus');
    this.alarms = pinned(new Topic(this, 'Alarms', { topicName: nameIn(stage, 'alarms'), enforceSSL: true }), 'Alarms');
    this.failures = failuresQueue(this, 'EventDeadLetters', stage, 'event-dead-letters');
    this.tellPeople();
  }

  /** What this function sends to the bus carries any source that its code gives it. */
  allowPut(sender: TreasuryFunction): void {
    allow(sender.lambda, ['events:PutEvents'], [this.bus.eventBusArn]);
  }

  /** Hands every `WithdrawalRequested` to the function, whoever sent it but ourselves. */
  onWithdrawalRequested(receiver: TreasuryFunction): void {
    const rule = new Rule(this, 'WithdrawalRequested', {
      description: 'Withdrawals that are requested by an event',
      eventBus: this.bus,
      eventPattern: { source: Match.anythingBut(eventSource), detailType: ['WithdrawalRequested'] },
    });
    rule.addTarget(
      new LambdaFunction(receiver.lambda, {
        deadLetterQueue: this.failures,
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
    const { queueArn } = this.failures;
    allow(receiver.lambda, ['sqs:SendMessage'], [queueArn]);
    receiver.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: deliveryAge,
      onFailure: { bind: () => ({ destination: queueArn }) },
    });
  }

  private tellPeople(): void {
    const rule = new Rule(this, 'Alarming', {
      description: 'Events that a person must see',
      eventBus: this.bus,
      eventPattern: { source: [eventSource], detailType: [...alarmingEvents] },
    });
    const topicArn = this.alarms.topicArn;
    rule.addTarget({
      bind: () => ({
        arn: topicArn,
        deadLetterConfig: { arn: this.failures.queueArn },
        retryPolicy: { maximumRetryAttempts: deliveryAttempts, maximumEventAgeInSeconds: deliveryAge.toSeconds() },
      }),
    });
    // EventBridge does not fill in the conditions of a topic's policy: with one, nothing would ever arrive.
    this.alarms.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmingRule',
        actions: ['sns:Publish'],
        resources: [topicArn],
        principals: [new ServicePrincipal('events.amazonaws.com')],
      }),
    );
    this.failures.addToResourcePolicy(
      fromRule('AlarmingRuleFailures', 'sqs:SendMessage', this.failures.queueArn, rule),
    );
  }
}

/** Lets this one rule of this one account do this. */
function fromRule(sid: string, action: string, resource: string, rule: Rule): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: [action],
    resources: [resource],
    principals: [new ServicePrincipal('events.amazonaws.com')],
    conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
  });
}
