import { describe, expect, test } from '@jest/globals';
import { makeStack, someTreasury, stackOf, usdtSweep } from './stack-fixture.ts';
import { field, type Resource, type Template } from './template.ts';

const template = stackOf('sandbox');
const sweepsWith = (...ids: string[]) => ({ ...someTreasury, sweeps: ids.map((id) => ({ ...usdtSweep, id })) });
const sweepSchedules = (from = template) =>
  from.ofType('AWS::Scheduler::Schedule').filter(([, { Target }]) => field(Target, 'Arn') === 'SweepQueue.Arn');

describe('a sweep', () => {
  test('has a schedule of its own, in its own time zone, at the exact time', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox-usdt-to-custody')).toMatchObject({
      GroupName: 'ScheduleGroup',
      ScheduleExpression: 'cron(0 18 ? * MON-FRI *)',
      ScheduleExpressionTimezone: 'Asia/Hong_Kong',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
    expect(sweepSchedules()).toHaveLength(someTreasury.sweeps.length);
  });

  test('sends its id and the time it was planned for, and waits for no other sweep', () => {
    const { Target } = template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox-usdt-to-custody');
    expect(Target).toMatchObject({
      Arn: 'SweepQueue.Arn',
      Input: '{"sweepId":"usdt-to-custody","scheduledTime":"<aws.scheduler.scheduled-time>"}',
      SqsParameters: { MessageGroupId: 'transfer.by.usdt-to-custody' },
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 20 },
      DeadLetterConfig: { Arn: 'ScheduleDeadLetters.Arn' },
    });
  });

  test('that fills an account up goes one after the other with those that fill the same', () => {
    const { Target } = template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox-btc-top-up');
    expect(Target).toMatchObject({ SqsParameters: { MessageGroupId: 'transfer.to.trading.BTC' } });
  });

  test('that is switched off keeps a schedule that does not fire', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox-btc-top-up').State).toBe('DISABLED');
  });

  test('is not scheduled before the policy that describes it is in the table', () => {
    for (const [id] of sweepSchedules()) expect(template.resources.get(id)?.DependsOn).toContain('Policy');
  });

  test('may be called like anything else in the stack', () => {
    const treasury = sweepsWith('Role', 'tick', 'Sweeps', 'a-b', 'ab', '0');
    // One that runs for deposits has no schedule.
    const { schedule: _none, timezone: _noZone, ...onArrival } = { ...usdtSweep, id: 'on-arrival' };
    const odd = makeStack('sandbox', { ...treasury, sweeps: [...treasury.sweeps, onArrival] });
    expect(sweepSchedules(odd)).toHaveLength(6);
    expect(new Set(odd.ofType('AWS::Scheduler::Schedule').map(([, { Name }]) => Name)).size).toBe(12);
  });

  test('that comes, goes or changes its id touches nothing but its own schedule', () => {
    const before = makeStack('sandbox', sweepsWith('one', 'two'));
    const after = makeStack('sandbox', sweepsWith('two', 'three'));
    const changed = [...differences(before, after), ...differences(after, before)];
    expect(changed.map(({ Properties: { Name } }) => Name).sort()).toEqual(['sandbox-one', 'sandbox-three']);
  });
});

describe('the tick', () => {
  test('calls reconciliation every minute, and a lost one is not repeated', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox.tick')).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Target: {
        Arn: 'ReconciliationFunction.Arn',
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      },
    });
    expect(template.one('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'ReconciliationFunction')).toMatchObject({
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the whitelist’s check', () => {
  test('comes every five minutes, and a lost one is not repeated', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox.whitelist')).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      Target: {
        Arn: 'WhitelistFunction.Arn',
        Input: '{"check":"exchange"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 0 },
      },
    });
    expect(template.one('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'WhitelistFunction')).toMatchObject({
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the check of the keys', () => {
  test('runs every morning in Hong Kong, and is tried again for an hour', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox.key-health')).toMatchObject({
      GroupName: 'ScheduleGroup',
      ScheduleExpression: 'cron(0 9 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Hong_Kong',
      State: 'ENABLED',
      Target: {
        Arn: 'KeyHealthFunction.Arn',
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 },
      },
    });
    expect(template.one('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'KeyHealthFunction')).toMatchObject({
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 2,
    });
  });
});

describe('the exports', () => {
  test('are looked after every hour, and a lost look is not repeated', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox.ledger-export')).toMatchObject({
      ScheduleExpression: 'cron(20 * * * ? *)',
      State: 'ENABLED',
      Target: { Arn: 'LedgerExportFunction.Arn', RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    expect(template.one('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'LedgerExportFunction')).toMatchObject({
      MaximumEventAgeInSeconds: 1800,
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the statements', () => {
  test('are made every hour, and a lost run is not repeated', () => {
    expect(template.one('AWS::Scheduler::Schedule', 'Name', 'sandbox.statements')).toMatchObject({
      ScheduleExpression: 'cron(35 * * * ? *)',
      State: 'ENABLED',
      Target: { Arn: 'StatementsFunction.Arn', RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    expect(template.one('AWS::Lambda::EventInvokeConfig', 'FunctionName', 'StatementsFunction')).toMatchObject({
      MaximumEventAgeInSeconds: 1800,
      MaximumRetryAttempts: 0,
    });
  });
});

describe('the role of a schedule', () => {
  test.each([
    'sandbox-usdt-to-custody',
    'sandbox.tick',
    'sandbox.whitelist',
    'sandbox.key-health',
    'sandbox.ledger-export',
    'sandbox.statements',
  ])('%s: only this group of this account takes it on', (name) => {
    const { Target } = template.one('AWS::Scheduler::Schedule', 'Name', name);
    const role = String(field(Target, 'RoleArn')).replace(/\.Arn$/, '');
    const roles = new Map(template.ofType('AWS::IAM::Role'));
    expect(field(roles.get(role), 'AssumeRolePolicyDocument', 'Statement')).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': 'AWS::AccountId', 'aws:SourceArn': 'ScheduleGroup.Arn' },
        },
      },
    ]);
  });
});

/** Resources that are not, or not the same, in the other template. */
function differences(one: Template, other: Template): Resource[] {
  const unchanged = new Map([...other.resources].map(([id, resource]) => [id, JSON.stringify(resource)]));
  return [...one.resources]
    .filter(([id, resource]) => unchanged.get(id) !== JSON.stringify(resource))
    .map(([, it]) => it);
}
