import { describe, expect, test } from '@jest/globals';
import { stackOf } from './stack-fixture.ts';
import { field, list } from './template.ts';

const template = stackOf('sandbox');

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
