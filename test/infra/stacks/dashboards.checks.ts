import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { stackOf } from './stack-fixture.ts';
import { field, list } from './template.ts';

const template = stackOf('sandbox');

/** What a widget shows, as CloudWatch takes it. */
interface Shown {
  readonly title?: string;
  readonly alarms?: string[];
  /** Namespace, name, dimensions, and how it is drawn. */
  readonly metrics?: readonly (readonly unknown[])[];
  readonly query?: string;
  readonly annotations?: { readonly horizontal: readonly { readonly value: number }[] };
}

describe('the dashboards', () => {
  const bodies = new Map(
    template
      .ofType('AWS::CloudWatch::Dashboard')
      .map(([, { DashboardName, DashboardBody }]) => [String(DashboardName), String(DashboardBody)]),
  );
  const body = (name: string): { widgets: { properties: Shown }[] } =>
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

  // A chart of another figure under the same title would be believed.
  test.each([
    ['finance', 'Waiting for an approval', ['WaitingForPeople Maximum']],
    ['finance', 'Approved, kept back', ['Held Maximum']],
    ['finance', 'Sent, not yet done', ['AtExchange Maximum']],
    ['finance', 'In doubt', ['InDoubt Maximum']],
    ['finance', 'For two people to decide', ['NeedsAttention Maximum']],
    ['finance', 'Looks in 5 minutes (5 is right)', ['TickRan Sum']],
    ['finance', 'USDT moved each day', ['AmountSettled Sum', 'InstructionsSettled Sum']],
    ['finance', 'Limit of USDT in 24h: percent used', ['LimitUsedPercent Maximum']],
    ['finance', 'Keys of the exchange (1 works, 0 does not)', ['KeyWorks Minimum']],
    ['oncall', 'Tick: runs, and what each left undone', ['TickRan Sum', 'TickReports Sum']],
    [
      'oncall',
      'Open instructions, and the oldest doubt in seconds',
      ['InDoubt', 'NeedsAttention', 'Held', 'AtExchange', 'OldestInDoubtSeconds'].map((name) => `${name} Maximum`),
    ],
    [
      'oncall',
      'Exchange: calls of the tick, bans, slowest answer in ms',
      ['ExchangeCalls Sum', 'ExchangeFailures Sum', 'AlarmingEvents Sum', 'ExchangeSlowestMs Maximum'],
    ],
    ['oncall', 'Queues: messages that wait', ['ApproximateNumberOfMessagesVisible Maximum']],
    ['oncall', 'Queues: age of the oldest message in seconds', ['ApproximateAgeOfOldestMessage Maximum']],
    ['oncall', 'Dead letters', ['ApproximateNumberOfMessagesVisible Maximum']],
    [
      'oncall',
      'Schedules: calls, errors, given up',
      ['InvocationAttemptCount', 'TargetErrorCount', 'InvocationThrottleCount', 'InvocationDroppedCount'].map(
        (name) => `${name} Sum`,
      ),
    ],
    ['oncall', 'Events: delivered and failed', ['Invocations Sum', 'FailedInvocations Sum']],
    ['oncall', 'Functions: errors', ['Errors Sum', 'Throttles Sum']],
  ])('%s: “%s” shows %j', (name, title, expected) => {
    const widget = body(name).widgets.find(({ properties }) => properties.title === title);
    const shown = (widget?.properties.metrics ?? []).map((metric) => {
      const { stat } = v.parse(v.looseObject({ stat: v.string() }), metric.at(-1));
      return `${metric[1]} ${stat}`;
    });
    expect([...new Set(shown)]).toEqual(expected);
  });

  test('mark a limit as nearly used where its alarm goes off', () => {
    const { properties } =
      body('finance').widgets.find(({ properties: { title } }) => /^Limit /.test(title ?? '')) ?? {};
    const alarm = template.one('AWS::CloudWatch::Alarm', 'AlarmName', 'hashkey-treasury-sandbox-limit-USDT-24h');
    expect(properties?.annotations?.horizontal.map(({ value }) => value)).toEqual([alarm.Threshold]);
  });

  test('show who is on call the errors in the logs', () => {
    const { properties } = body('oncall').widgets.find(({ properties: { query } }) => query !== undefined) ?? {};
    expect(properties?.query).toContain('| filter level = "ERROR"');
  });

  test('show who is on call every alarm', () => {
    const [status] = body('oncall').widgets;
    const ids = template.ofType('AWS::CloudWatch::Alarm').map(([id]) => `${id}.Arn`);
    expect(status?.properties.alarms?.toSorted()).toEqual(ids.toSorted());
  });
});

describe('the saved query', () => {
  test('of what failed asks for errors and warnings', () => {
    const query = template.one('AWS::Logs::QueryDefinition', 'Name', 'hashkey-treasury-sandbox/what-failed');
    expect(String(query.QueryString)).toContain('| filter level in ["ERROR", "WARN"]');
  });

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
