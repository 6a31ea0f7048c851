import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { depositLookMetrics } from '../../../functions/deposits/deposit-metrics.ts';
import { keyHealthMetrics } from '../../../functions/key-health/health-metrics.ts';
import { exportLagMetrics as exportFigures } from '../../../functions/ledger-export/export-metrics.ts';
import { measuredTick } from '../../../functions/reconciliation/measured-tick.ts';
import { alarmEvents } from '../../../functions/shared/core/event-types.ts';
import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { judgeKeyHealth } from '../../../functions/shared/key-health/judge-key-health.ts';
import { openMeter } from '../../../functions/shared/runtime/metrics.ts';
import { openObservedBus } from '../../../functions/shared/runtime/observed-bus.ts';
import { statementMetrics } from '../../../functions/statements/statement-metrics.ts';
import { working } from '../../functions/shared/key-health/support/checks.ts';
import { linesWrittenBy } from '../../support/captured-output.ts';
import { noon } from '../../support/clock.ts';
import { metricsIn, seriesOf } from '../../support/emf.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { policyWith } from '../../support/instructions.ts';
import { stackOf } from './stack-fixture.ts';
import { alarmsIn } from './template-alarms.ts';

const template = stackOf('sandbox');
const alarms = alarmsIn(template);
const namespace = 'hashkey-treasury-sandbox';
const own = alarms.filter((alarm) => alarm.namespace === namespace);
const named = (id: string) => {
  const found = alarms.find(({ name }) => name === `hashkey-treasury-sandbox-${id}`);
  if (found === undefined) throw new Error(`there is no alarm ${id}`);
  return found;
};

describe('every alarm’s metric', () => {
  let fixture: FunctionFixture;
  let written: readonly string[];
  beforeAll(async () => {
    fixture = await startFunctionFixture();
    written = await everyMetric(fixture);
  }, 30_000);
  afterAll(() => fixture.close());

  test('is one that the code writes: same namespace, same name, and no dimension more or less', () => {
    expect(own.length).toBeGreaterThan(20);
    expect(
      own.map((alarm) => seriesOf({ ...alarm, name: alarm.metric })).filter((series) => !written.includes(series)),
    ).toEqual([]);
  });

  test('is one of ours, or of a service and of something in this template', () => {
    const services = new Set(alarms.map((alarm) => alarm.namespace));
    expect([...services].toSorted()).toEqual([
      'AWS/ApiGateway',
      'AWS/Events',
      'AWS/Lambda',
      'AWS/SNS',
      'AWS/SQS',
      'AWS/Scheduler',
      namespace,
    ]);
    const known = new Set([...template.resources.keys(), ...physicalNames()]);
    for (const { name, namespace: of, dimensions } of alarms) {
      if (of === namespace) continue;
      for (const value of Object.values(dimensions)) {
        expect({ name, isKnown: known.has(value.split('.')[0] ?? '') }).toEqual({ name, isKnown: true });
      }
    }
  });
});

describe('money in doubt', () => {
  test('for over five minutes goes off by what every tick says anew', () => {
    expect(named('in-doubt')).toMatchObject({
      metric: 'OldestInDoubtSeconds',
      goesOff: 'GreaterThanThreshold 300',
      statistic: 'Maximum',
      seconds: 60,
      periods: 1,
      missing: 'ignore',
    });
  });

  test('that people have to decide on goes off at the first', () => {
    expect(named('needs-attention')).toMatchObject({
      metric: 'NeedsAttention',
      goesOff: 'GreaterThanOrEqualToThreshold 1',
      seconds: 60,
      missing: 'ignore',
    });
  });
});

describe('a tick that does not run', () => {
  test('is missed after five minutes: the figure that is not there is what goes off', () => {
    expect(named('tick-not-running')).toMatchObject({
      metric: 'TickRan',
      goesOff: 'LessThanThreshold 1',
      statistic: 'Sum',
      seconds: 60,
      periods: 5,
      missing: 'breaching',
    });
  });
});

describe('something in the table that is not as it was written', () => {
  test('goes off at the first', () => {
    expect(named('item-unreadable')).toMatchObject({
      metric: 'UnreadableItems',
      goesOff: 'GreaterThanOrEqualToThreshold 1',
      seconds: 60,
      periods: 1,
      missing: 'ignore',
    });
  });
});

describe('a tick that leaves something undone', () => {
  test('is told after a quarter of an hour: each is troubled by what is away for a moment', () => {
    expect(named('tick-troubled')).toMatchObject({
      metric: 'TickReports',
      goesOff: 'GreaterThanOrEqualToThreshold 1',
      statistic: 'Sum',
      seconds: 60,
      periods: 15,
      missing: 'notBreaching',
    });
  });
});

describe('every alarm', () => {
  test('goes off when all of its periods are beyond the threshold, and not by one of them', () => {
    const odd = template
      .ofType('AWS::CloudWatch::Alarm')
      .filter(([, { DatapointsToAlarm, EvaluationPeriods }]) => DatapointsToAlarm !== EvaluationPeriods);
    expect(odd.map(([id]) => id)).toEqual([]);
  });
});

describe('a key', () => {
  test.each(keyNames)('%s is watched by itself, and keeps its state until the next check', (key) => {
    const dimensions = { service: 'key-health', key };
    expect(named(`key-refused-${key}`)).toMatchObject({
      metric: 'KeyWorks',
      goesOff: 'LessThanThreshold 1',
      statistic: 'Minimum',
      missing: 'ignore',
      dimensions,
    });
    expect(named(`key-idle-${key}`)).toMatchObject({
      metric: 'IdleDays',
      goesOff: 'GreaterThanOrEqualToThreshold 60',
      missing: 'ignore',
      dimensions,
    });
  });

  test('that nobody checks any more is missed after a day and two hours', () => {
    expect(named('keys-not-checked')).toMatchObject({
      metric: 'KeysChecked',
      goesOff: 'LessThanThreshold 1',
      seconds: 3_600,
      periods: 26,
      missing: 'breaching',
    });
  });
});

describe('what happened', () => {
  test.each([
    ['deposit-address-changed', 'DepositAddressChanged'],
    ['deposit-address-accepted', 'DepositAddressAccepted'],
    ['deposit-stuck', 'DepositStuck'],
    ['whitelist-changed', 'WhitelistChanged'],
    ['policy-changed', 'PolicyChanged'],
    ['unknown-movement', 'UnknownMovement'],
    ['exchange-ban', 'ExchangeBan'],
    ['export-failed', 'ExportFailed'],
    ['statement-difference', 'StatementDifference'],
    ['statement-lost', 'StatementLost'],
    ['statement-chain-broken', 'StatementChainBroken'],
  ])('%s shows for an hour', (id, type) => {
    expect(named(id)).toMatchObject({
      metric: 'AlarmingEvents',
      dimensions: { service: 'treasury', type },
      goesOff: 'GreaterThanOrEqualToThreshold 1',
      statistic: 'Sum',
      seconds: 3_600,
      missing: 'notBreaching',
    });
  });

  test('a pause shows as long as it stands', () => {
    expect(named('paused')).toMatchObject({ metric: 'PausesInForce', seconds: 60, missing: 'ignore' });
  });

  test('no alarming event is without an alarm', () => {
    const byGauge = { NeedsAttention: 'needs-attention', PauseChanged: 'paused', KeyUnhealthy: 'key-refused-read' };
    const watched = new Set(own.map(({ dimensions }) => dimensions.type));
    for (const type of alarmEvents) {
      const other = Object.entries(byGauge).find(([event]) => event === type)?.[1];
      expect([type, other === undefined ? watched.has(type) : named(other) !== undefined]).toEqual([type, true]);
    }
  });
});

describe('a limit', () => {
  test.each(['24h', '7d'])('of a coin that is used to nine tenths in %s goes off', (window) => {
    expect(named(`limit-USDT-${window}`)).toMatchObject({
      metric: 'LimitUsedPercent',
      dimensions: { service: 'treasury', coin: 'USDT', window },
      goesOff: 'GreaterThanOrEqualToThreshold 90',
      statistic: 'Maximum',
    });
  });
});

describe('what waits and what was put aside', () => {
  test.each([
    ['sweeps', 'SweepQueue.QueueName'],
    ['releases', 'ReleaseQueue.QueueName'],
  ])('a message in the queue %s may wait half an hour', (name, QueueName) => {
    expect(named(`queue-age-${name}`)).toMatchObject({
      metric: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName },
      goesOff: 'GreaterThanThreshold 1800',
      statistic: 'Maximum',
      seconds: 300,
      periods: 1,
      missing: 'notBreaching',
    });
  });

  test('every dead-letter queue goes off at its first message', () => {
    const queues = template.ofType('AWS::SQS::Queue').map(([id]) => id);
    const dead = queues.filter((id) => id.endsWith('DeadLetters'));
    const watched = alarms.filter(({ metric }) => metric === 'ApproximateNumberOfMessagesVisible');
    expect(watched.map(({ dimensions }) => dimensions.QueueName).toSorted()).toEqual(
      dead.map((id) => `${id}.QueueName`).toSorted(),
    );
    for (const alarm of watched) {
      expect(alarm).toMatchObject({ goesOff: 'GreaterThanOrEqualToThreshold 1', statistic: 'Maximum', periods: 1 });
    }
  });
});

describe('what AWS could not deliver', () => {
  test.each([
    ['schedule-delivery', 'InvocationDroppedCount'],
    ['schedule-lost', 'InvocationsFailedToBeSentToDeadLetterCount'],
  ])('%s goes off by the group of all schedules', (id, metric) => {
    const [[, group] = ['', undefined]] = template.ofType('AWS::Scheduler::ScheduleGroup');
    expect(named(id)).toMatchObject({ metric, dimensions: { ScheduleGroup: group?.Name } });
  });

  test('a mail that fails is told to the others', () => {
    expect(named('notification-failed')).toMatchObject({
      metric: 'NumberOfNotificationsFailed',
      dimensions: { TopicName: 'Alarms.TopicName' },
    });
  });

  test.each(['alarming', 'withdrawal-requested'])('the rule %s is watched under its physical name', (rule) => {
    const RuleName = `hashkey-treasury-sandbox-${rule}`;
    expect(template.one('AWS::Events::Rule', 'Name', RuleName).EventBusName).toBe('Bus');
    for (const id of [`event-delivery-${rule}`, `event-lost-${rule}`]) {
      expect(named(id).dimensions).toEqual({ EventBusName: 'Bus', RuleName });
    }
  });
});

describe('the exports', () => {
  test('that are half a day late, or that nobody looks after, go off', () => {
    expect(named('exports-behind')).toMatchObject({
      metric: 'ExportHoursBehind',
      goesOff: 'GreaterThanThreshold 38',
      statistic: 'Maximum',
      seconds: 3_600,
      periods: 6,
      missing: 'breaching',
    });
  });
});

describe('the statements', () => {
  test('that are two days late, or that nobody makes, go off', () => {
    expect(named('statements-behind')).toMatchObject({
      metric: 'StatementHoursBehind',
      goesOff: 'GreaterThanThreshold 51',
      statistic: 'Maximum',
      seconds: 3_600,
      periods: 6,
      missing: 'breaching',
    });
  });
});

describe('the functions', () => {
  test.each(['Errors', 'Throttles'])('are each watched for %s', (metric) => {
    const watched = alarms.filter((alarm) => alarm.metric === metric).map(({ dimensions }) => dimensions.FunctionName);
    const all = template.ofType('AWS::Lambda::Function').map(([id]) => id);
    expect(watched.toSorted()).toEqual(all.toSorted());
  });

  test('tell of one failure, but for those that run again by themselves', () => {
    expect(named('errors-withdrawal-release').periods).toBe(1);
    expect(named('errors-reconciliation').periods).toBe(3);
  });

  test('and what the API answers for them is watched too', () => {
    expect(named('api-errors')).toMatchObject({ metric: '5xx', dimensions: { ApiId: 'HttpApi' } });
  });
});

/** Runs what writes figures in a stage, and reads them as CloudWatch would. */
async function everyMetric({ parts: dependencies }: FunctionFixture): Promise<readonly string[]> {
  const variables = { EVENT_BUS_NAME: 'treasury-test', POWERTOOLS_METRICS_NAMESPACE: namespace };
  const meter = openMeter(variables);
  const windows = [86_400_000, 7 * 86_400_000].map((windowMs) => ({ windowMs, amount: '1000' }));
  await dependencies.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '1000', rolling: windows } } }));
  const bus = openObservedBus(variables, new Logger({ logLevel: 'SILENT' }), meter);
  const lines = await linesWrittenBy(async () => {
    await measuredTick(dependencies, meter);
    await bus.publish(alarmEvents.map((detailType) => ({ detailType, detail: { id: randomUUID() } })));
    const answered = keyNames.map((key) => ({ kind: 'answered', check: working(key) }) as const);
    const healths = answered.map((answer) =>
      judgeKeyHealth({ key: answer.check.key, isNeeded: true, answer, at: noon }),
    );
    meter.write(keyHealthMetrics(healths));
    meter.write(exportFigures({ exportedUntil: noon }, noon));
    meter.write(statementMetrics([{ account: 'custody', date: '2026-11-19' }], '+08:00', noon));
    meter.write(depositLookMetrics({ open: 0, stuck: 0, unreadable: 0 }, 0));
  });
  return metricsIn(lines).map(seriesOf);
}

/** Names that resources have of their own. */
function physicalNames(): string[] {
  return [...template.resources.values()].flatMap(({ Properties }) =>
    [Properties.Name].filter((name) => typeof name === 'string'),
  );
}
