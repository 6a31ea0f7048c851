import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alarmingEvents } from '../../../functions/base/event-types.ts';
import { keyNames } from '../../../functions/base/key-names.ts';
import { figuresOf } from '../../../functions/key-health/health-metrics.ts';
import { judge } from '../../../functions/key-health/judge.ts';
import { figuresOf as exportFigures } from '../../../functions/ledger-export/export-metrics.ts';
import { measuredTick } from '../../../functions/reconciliation/measured-tick.ts';
import { openMeter } from '../../../functions/runtime/metrics.ts';
import { openObservedBus } from '../../../functions/runtime/observed-bus.ts';
import { working } from '../../functions/key-health/support/checks.ts';
import { noon } from '../../support/clock.ts';
import { figuresIn, placeOf } from '../../support/emf.ts';
import { type House, startHouse } from '../../support/house.ts';
import { policyWith } from '../../support/instructions.ts';
import { linesWrittenBy } from '../../support/written.ts';
import { alarmsIn } from './alarms.ts';
import { makeStack, someTreasury, stackOf } from './stack-fixture.ts';
import { field, list } from './template.ts';

const template = stackOf('sandbox');
const alarms = alarmsIn(template);
const namespace = 'hashkey-treasury-sandbox';
const paragraphs = paragraphsOf(path.resolve(import.meta.dirname, '../../../docs/runbook.md'));
const own = alarms.filter((alarm) => alarm.namespace === namespace);
const named = (id: string) => {
  const found = alarms.find(({ name }) => name === `hashkey-treasury-sandbox-${id}`);
  if (found === undefined) throw new Error(`there is no alarm ${id}`);
  return found;
};

describe('every alarm’s metric', () => {
  let house: House;
  let written: readonly string[];
  beforeAll(async () => {
    house = await startHouse();
    written = await everyFigure(house);
  }, 30_000);
  afterAll(() => house.close());

  test('is one that the code writes: same namespace, same name, and no dimension more or less', () => {
    expect(own.length).toBeGreaterThan(20);
    expect(
      own.map((alarm) => placeOf({ ...alarm, name: alarm.metric })).filter((place) => !written.includes(place)),
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
    ['whitelist-changed', 'WhitelistChanged'],
    ['policy-changed', 'PolicyChanged'],
    ['unknown-movement', 'UnknownMovement'],
    ['exchange-ban', 'ExchangeBan'],
    ['export-failed', 'ExportFailed'],
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
    for (const type of alarmingEvents) {
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
    for (const { goesOff } of watched) expect(goesOff).toBe('GreaterThanOrEqualToThreshold 1');
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

describe('people', () => {
  test('are told by the topic of every alarm, and by nothing else', () => {
    for (const { name, actions, ended } of alarms) {
      expect([name, actions]).toEqual([name, ['Alarms']]);
      expect(ended.every((to) => to === 'Alarms')).toBe(true);
    }
  });

  test('are not told that an event, a failure or a throttled call is over, which only means that no other came', () => {
    const silent = alarms.filter(({ statistic, missing }) => statistic === 'Sum' && missing === 'notBreaching');
    const told = silent.filter(({ ended }) => ended.length > 0).map(({ name }) => name);
    expect(told).toEqual([`${namespace}-tick-troubled`]);
  });

  test('are told when money is in doubt no more, and when the tick runs again', () => {
    for (const id of ['in-doubt', 'needs-attention', 'tick-not-running']) expect(named(id).ended).toEqual(['Alarms']);
  });

  test('get a link to the paragraph of the runbook that says what to do, and no paragraph is without an alarm', () => {
    const linked = alarms.map(({ description }) => /What to do: docs\/runbook\.md#([a-z-]+)$/.exec(description)?.[1]);
    expect(linked).not.toContain(undefined);
    expect([...new Set(linked)].toSorted()).toEqual([...paragraphs.keys()].toSorted());
  });

  test.each([...paragraphs])('read under %s what it means, where to look, what to do and who to wake', (_, text) => {
    for (const part of ['Means.', 'Look first.', 'Do.', 'Wake']) expect(text).toContain(`**${part}**`);
  });

  test('may have the runbook elsewhere', () => {
    const runbook = 'https://git.example.com/treasury/blob/main/docs/runbook.md';
    const elsewhere = alarmsIn(makeStack('sandbox', { ...someTreasury, notifications: { emails: [], runbook } }));
    for (const { description } of elsewhere) expect(description).toContain(` What to do: ${runbook}#`);
  });

  test('get a mail each, at the addresses of the configuration and no other', () => {
    const told = template.ofType('AWS::SNS::Subscription').map(([, { Protocol, Endpoint, TopicArn }]) => {
      return [Protocol, Endpoint, TopicArn];
    });
    expect(told).toEqual([['email', 'oncall@example.com', 'Alarms']]);
    expect(stackOf('local').ofType('AWS::SNS::Subscription').length).toBeLessThanOrEqual(1);
  });

  test('keep their subscription when another address comes or goes', () => {
    const emails = ['new@example.com', 'oncall@example.com'];
    const more = makeStack('sandbox', { ...someTreasury, notifications: { emails } });
    const [before] = template.ofType('AWS::SNS::Subscription').map(([id]) => id);
    expect(more.ofType('AWS::SNS::Subscription').map(([id]) => id)).toContain(before);
  });
});

describe('the dashboards', () => {
  const bodies = new Map(
    template
      .ofType('AWS::CloudWatch::Dashboard')
      .map(([, { DashboardName, DashboardBody }]) => [String(DashboardName), String(DashboardBody)]),
  );
  const body = (name: string): { widgets: { properties: { title?: string; alarms?: string[] } }[] } =>
    JSON.parse(bodies.get(`hashkey-treasury-sandbox-${name}`) ?? '{}');
  const titles = (name: string) => body(name).widgets.map(({ properties }) => properties.title ?? '');

  test('are one for finance and one for who is on call', () => {
    expect([...bodies.keys()]).toEqual(['hashkey-treasury-sandbox-finance', 'hashkey-treasury-sandbox-oncall']);
  });

  test('tell finance what moved, what waits, what is in doubt and how far the limits are used', () => {
    expect(titles('finance')).toEqual([
      '',
      'Waiting for an approval',
      'Approved, kept back',
      'Sent, not yet done',
      'In doubt',
      'For two people to decide',
      'Looks in 5 minutes (5 is right)',
      'BTC moved each day',
      'USDT moved each day',
      'Limit of USDT in 24h: percent used',
      'Limit of USDT in 7d: percent used',
      'Ended without money moving, by reason',
      'Keys of the exchange (1 works, 0 does not)',
    ]);
  });

  test('show who is on call every alarm', () => {
    const [status] = body('oncall').widgets;
    const ids = template.ofType('AWS::CloudWatch::Alarm').map(([id]) => `${id}.Arn`);
    expect(status?.properties.alarms?.toSorted()).toEqual(ids.toSorted());
  });
});

describe('the saved query', () => {
  test('of one instruction asks every function’s log by the one name of the id', () => {
    const name = 'hashkey-treasury-sandbox/one-instruction';
    const query = template.one('AWS::Logs::QueryDefinition', 'Name', name);
    expect(String(query.QueryString)).toContain('| filter instructionId = ');
    const logs = template
      .ofType('AWS::Lambda::Function')
      .map(([, { LoggingConfig }]) => field(LoggingConfig, 'LogGroup'));
    expect(list(query.LogGroupNames).toSorted()).toEqual(logs.toSorted());
  });
});

/** The paragraphs of the runbook, by the anchors that GitHub makes of their headings. */
function paragraphsOf(file: string): ReadonlyMap<string, string> {
  const [, ...parts] = readFileSync(file, 'utf8').split('\n### ');
  return new Map(parts.map((text) => [(text.split('\n')[0] ?? '').toLowerCase().replaceAll(' ', '-'), text]));
}

/** Runs what writes figures in a stage, and reads them as CloudWatch would. */
async function everyFigure({ parts }: House): Promise<readonly string[]> {
  const variables = { EVENT_BUS_NAME: 'treasury-test', POWERTOOLS_METRICS_NAMESPACE: namespace };
  const meter = openMeter(variables);
  const windows = [86_400_000, 7 * 86_400_000].map((windowMs) => ({ windowMs, amount: '1000' }));
  await parts.policies.put(policyWith({ withdrawals: { USDT: { perInstruction: '1000', rolling: windows } } }));
  const bus = openObservedBus(variables, new Logger({ logLevel: 'SILENT' }), meter);
  const lines = await linesWrittenBy(async () => {
    await measuredTick(parts, meter);
    await bus.publish(alarmingEvents.map((detailType) => ({ detailType, detail: { id: randomUUID() } })));
    const answered = keyNames.map((key) => ({ kind: 'answered', check: working(key) }) as const);
    const healths = answered.map((answer) => judge({ key: answer.check.key, isNeeded: true, answer, at: noon }));
    meter.write(figuresOf(healths));
    meter.write(exportFigures({ exportedUntil: noon }, noon));
  });
  return figuresIn(lines).map(placeOf);
}

/** Names that resources have of their own. */
function physicalNames(): string[] {
  return [...template.resources.values()].flatMap(({ Properties }) =>
    [Properties.Name].filter((name) => typeof name === 'string'),
  );
}
