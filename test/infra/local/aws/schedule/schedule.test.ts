import { describe, expect, test } from '@jest/globals';
import { nextCalendarRun, readExpression } from '../../../../../infra/local/aws/schedule/expression.ts';
import { allows, type Json, lambda, resource, testRoleArn } from '../support/assembly.ts';
import { eventually, start } from '../support/stack.ts';

const at = { logicalId: 'Schedule', path: 'Properties.ScheduleExpression' };

/** The next times of a calendar expression, as ISO text. */
function next(expression: string, zone: string, after: string, count = 1): (string | undefined)[] {
  const read = readExpression(expression, zone, at);
  if (read.kind !== 'calendar') throw new Error('no calendar expression');
  const times: (string | undefined)[] = [];
  for (let time: number | undefined = Date.parse(after); times.length < count && time !== undefined; ) {
    time = nextCalendarRun(read.cron, time);
    times.push(time === undefined ? undefined : new Date(time).toISOString());
  }
  return times;
}

describe('a schedule expression', () => {
  test.each([
    [
      'a weekday evening in Hong Kong',
      'cron(0 18 ? * MON-FRI *)',
      'Asia/Hong_Kong',
      '2026-11-20T10:00:00Z',
      '2026-11-23T10:00:00.000Z',
    ],
    [
      'days by number, Sunday being 1',
      'cron(0 18 ? * 2-6 *)',
      'UTC',
      '2026-11-20T18:00:00Z',
      '2026-11-23T18:00:00.000Z',
    ],
    ['steps from a start', 'cron(5/20 9 * * ? *)', 'UTC', '2026-11-20T09:06:00Z', '2026-11-20T09:25:00.000Z'],
    ['every ten minutes', 'cron(*/10 * * * ? *)', 'UTC', '2026-11-20T09:06:00Z', '2026-11-20T09:10:00.000Z'],
    ['the last day of the month', 'cron(0 9 L * ? *)', 'UTC', '2026-02-01T00:00:00Z', '2026-02-28T09:00:00.000Z'],
    [
      'the weekday nearest to the 15th',
      'cron(0 9 15W * ? *)',
      'UTC',
      '2026-11-01T00:00:00Z',
      '2026-11-16T09:00:00.000Z',
    ],
    ['the last Friday', 'cron(0 9 ? * 6L *)', 'UTC', '2026-11-01T00:00:00Z', '2026-11-27T09:00:00.000Z'],
    ['the second Monday', 'cron(0 9 ? * MON#2 *)', 'UTC', '2026-11-01T00:00:00Z', '2026-11-09T09:00:00.000Z'],
    ['lists of months', 'cron(0 0 1 JAN,JUL ? *)', 'UTC', '2026-02-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
    ['a year that is over', 'cron(0 9 1 1 ? 2020)', 'UTC', '2026-01-01T00:00:00Z', undefined],
    [
      'one moment in a time zone',
      'at(2026-12-01T08:30:00)',
      'Asia/Hong_Kong',
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:30:00.000Z',
    ],
    ['one moment that is over', 'at(2026-10-01T08:30:00)', 'UTC', '2026-11-01T00:00:00Z', undefined],
  ])('for %s', (_what, expression, zone, after, expected) => {
    expect(next(expression, zone, after)).toEqual([expected]);
  });

  test('skips a local time that does not exist when clocks go forward', () => {
    expect(next('cron(30 2 * * ? *)', 'America/New_York', '2026-03-07T08:00:00Z')).toEqual([
      '2026-03-09T06:30:00.000Z',
    ]);
  });

  test.each([
    [
      'an hour',
      'America/New_York',
      '30 1',
      '2026-11-01T00:00:00Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ],
    [
      'half an hour',
      'Australia/Lord_Howe',
      '30 1',
      '2027-04-03T10:00:00Z',
      '2027-04-03T14:30:00.000Z',
      '2027-04-04T15:00:00.000Z',
    ],
    [
      'two hours',
      'Antarctica/Troll',
      '30 2',
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T02:30:00.000Z',
    ],
  ])('runs once when a local time comes twice as clocks go back by %s', (_by, zone, time, after, ...expected) => {
    expect(next(`cron(${time} * * ? *)`, zone, after, 2)).toEqual(expected);
  });

  test('skips no time at the hour that follows a repeated one', () => {
    expect(next('cron(0 * * * ? *)', 'Australia/Lord_Howe', '2027-04-03T13:30:00Z', 3)).toEqual([
      '2027-04-03T14:00:00.000Z',
      '2027-04-03T15:30:00.000Z',
      '2027-04-03T16:30:00.000Z',
    ]);
  });

  test.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 hours)', 18_000_000],
    ['rate(2 days)', 172_800_000],
  ])('%s is a span of time', (expression, everyMs) => {
    expect(readExpression(expression, 'UTC', at)).toEqual({ kind: 'rate', everyMs });
  });

  test.each([
    'rate(0 minutes)',
    'rate(5 minute)',
    'rate(1 second)',
    'cron(0 9 * * * *)',
    'cron(0 9 ? * ? *)',
    'cron(? 9 1 * ? *)',
    'cron(0 9 15X * ? *)',
    'cron(0 25 * * ? *)',
    'cron(0 9 * FOO ? *)',
    'at(2026-12-01)',
    'at(2026-13-01T00:00:00)',
    '0 9 * * *',
  ])('%s is refused', (expression) => {
    expect(() => readExpression(expression, 'UTC', at)).toThrow(
      expect.objectContaining({ code: 'template-unsupported' }),
    );
  });
});

const schedule = (name: string, properties: Json) =>
  resource('AWS::Scheduler::Schedule', {
    Name: name,
    ScheduleExpression: 'cron(0 0 1 1 ? *)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: { 'Fn::GetAtt': ['Ticker', 'Arn'] }, RoleArn: testRoleArn, Input: '{}' },
    ...properties,
  });

const stackDefinition = (schedules: Json) => ({
  resources: {
    Ticker: lambda('ticker'),
    Queue: resource('AWS::SQS::Queue', { QueueName: 'due.fifo', FifoQueue: true, ContentBasedDeduplication: true }),
    Group: resource('AWS::Scheduler::ScheduleGroup', { Name: 'sweeps' }),
    ...schedules,
  },
  rights: [
    allows(['lambda:InvokeFunction'], 'arn:aws:lambda:us-east-1:000000000000:function:ticker'),
    allows(['sqs:SendMessage'], { 'Fn::GetAtt': ['Queue', 'Arn'] }),
  ],
  assets: { ticker: { 'index.js': 'exports.handler = async (event) => { console.log(JSON.stringify(event)); };' } },
});

const toQueue = (Input: string) => ({
  Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  RoleArn: testRoleArn,
  SqsParameters: { MessageGroupId: 'transfer' },
  RetryPolicy: { MaximumRetryAttempts: 3 },
  Input,
});

/** Runs from half a second before `due`, beginning when it is first asked: the stack may take any time to start. */
function clockBefore(due: number): () => number {
  let began: number | undefined;
  return () => {
    began ??= Date.now();
    return due - 500 + (Date.now() - began);
  };
}

describe('a schedule', () => {
  test('fired by hand fills its input and reaches its queue in its group', async () => {
    const input =
      '{"sweepId":"s","at":"<aws.scheduler.scheduled-time>","arn":"<aws.scheduler.schedule-arn>","run":"<aws.scheduler.execution-id>","try":"<aws.scheduler.attempt-number>","other":"<aws.scheduler.nothing>"}';
    await using stack = await start(
      stackDefinition({ S: schedule('evening', { GroupName: { Ref: 'Group' }, Target: toQueue(input) }) }),
    );
    const execution = await stack.fireSchedule('sweeps/evening');
    const [message] = await stack.messages('due.fifo');
    expect(message?.groupId).toBe('transfer');
    expect(JSON.parse(message?.body ?? '')).toEqual({
      sweepId: 's',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/sweeps/evening',
      run: execution.id,
      try: '1',
      other: '<aws.scheduler.nothing>',
    });
    expect(stack.scheduleNames).toEqual(['evening']);
  });

  test('by rate fires at once and then at its rate, the faster the stack is told to be', async () => {
    const tick = schedule('tick', { ScheduleExpression: 'rate(1 minute)' });
    await using stack = await start(stackDefinition({ Tick: tick }), { scheduleSpeed: 300 });
    await eventually(() => (stack.lines.length >= 3 ? true : undefined));
    expect(new Set(stack.lines)).toEqual(new Set(['ticker: {}']));
  });

  test('by rate may have another speed than the others', async () => {
    const rate = (name: string) =>
      schedule(name, {
        ScheduleExpression: 'rate(1 minute)',
        Target: { Arn: { 'Fn::GetAtt': ['Ticker', 'Arn'] }, RoleArn: testRoleArn, Input: JSON.stringify(name) },
      });
    await using stack = await start(stackDefinition({ Quick: rate('quick'), Slow: rate('slow') }), {
      scheduleSpeed: 300,
      scheduleSpeeds: { slow: 0.000_1 },
    });
    const fired = (name: string) => stack.lines.filter((line) => line.includes(name)).length;
    await eventually(() => (fired('quick') >= 3 && fired('slow') >= 1 ? true : undefined));
    expect(fired('slow')).toBe(1);
  });

  test('by rate waits for its start date, and stops at its end date', async () => {
    const rate = { ScheduleExpression: 'rate(1 minute)' };
    const schedules = {
      Later: schedule('later', { ...rate, StartDate: '2999-01-01T00:00:00Z' }),
      Over: schedule('over', { ...rate, EndDate: '2020-01-01T00:00:00Z' }),
    };
    await using stack = await start(stackDefinition(schedules), { scheduleSpeed: 600 });
    await stack.invoke('ticker', 'mark');
    await eventually(() => stack.lines.find((line) => line.includes('mark')));
    expect(stack.lines).toEqual(['ticker: "mark"']);
  });

  test('by the clock fires when it is due', async () => {
    const due = Date.parse('2026-12-01T08:30:00Z');
    const clock = clockBefore(due);
    const once = schedule('once', { ScheduleExpression: 'at(2026-12-01T08:30:00)' });
    await using stack = await start(stackDefinition({ Once: once }), { scheduleClock: clock });
    await eventually(() => stack.lines[0]);
    expect(clock()).toBeGreaterThanOrEqual(due);
  });

  test('without an input gives the event that Scheduler makes', async () => {
    await using stack = await start(
      stackDefinition({
        S: schedule('plain', { Target: { Arn: { 'Fn::GetAtt': ['Ticker', 'Arn'] }, RoleArn: testRoleArn } }),
      }),
    );
    await stack.fireSchedule('plain');
    const line = await eventually(() => stack.lines[0]);
    expect(JSON.parse(line.replace('ticker: ', ''))).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      resources: ['arn:aws:scheduler:us-east-1:000000000000:schedule/default/plain'],
    });
  });

  test('that is disabled never fires', async () => {
    const off = schedule('off', { ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' });
    await using stack = await start(stackDefinition({ Off: off }), { scheduleSpeed: 600 });
    await expect(stack.fireSchedule('off')).rejects.toMatchObject({ code: 'stack-input-invalid' });
    await stack.invoke('ticker', 'mark');
    await eventually(() => stack.lines.find((line) => line.includes('mark')));
    expect(stack.lines).toEqual(['ticker: "mark"']);
  });

  test('that nobody has is told, with the names there are', async () => {
    await using stack = await start(stackDefinition({ S: schedule('evening', {}) }));
    await expect(stack.fireSchedule('morning')).rejects.toThrow('no schedule is named morning; known: evening');
  });
});
