import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  AlarmStatusWidgetSortBy,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import {
  eventDimensions,
  eventMetrics,
  stageDimensions,
  tickMetrics,
} from '../../../functions/shared/core/metric-names.ts';
import { nameIn } from '../stage.ts';
import { awsMetric, fiveMinutes, minute, ownMetric, type Statistic } from './metrics.ts';
import type { Watched } from './watched.ts';

/** CloudWatch shows so many alarms in one widget. */
const alarmsMax = 100;

/** What the person on call asks: what is wrong, since when, and where it is stuck. */
export function oncallDashboard(scope: Construct, watched: Watched, alarms: readonly Alarm[]): Dashboard {
  return new Dashboard(scope, 'Oncall', {
    dashboardName: nameIn(watched.stage, 'oncall'),
    defaultInterval: Duration.hours(12),
    widgets: [
      [
        new AlarmStatusWidget({
          title: 'Alarms: what to do is in the description of each',
          alarms: alarms.slice(0, alarmsMax),
          sortBy: AlarmStatusWidgetSortBy.STATE_UPDATED_TIMESTAMP,
          width: 24,
          height: 8,
        }),
      ],
      [tick(watched), doubt(watched), exchange(watched)],
      [depths(watched), ages(watched), deadLetters(watched)],
      [schedules(watched), events(watched), api(watched)],
      functions(watched),
      [failures(watched)],
    ],
  });
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });
}

function house({ stage }: Watched, name: string, statistic: Statistic = 'highest'): IMetric {
  return ownMetric(stage, name, stageDimensions, statistic, minute).with({ label: name });
}

function tick(watched: Watched): IWidget {
  const names = [tickMetrics.ran, tickMetrics.reports];
  return graph(
    'Tick: runs, and what each left undone',
    names.map((name) => house(watched, name, 'sum')),
  );
}

function doubt(watched: Watched): IWidget {
  const counts = [tickMetrics.inDoubt, tickMetrics.needsAttention, tickMetrics.held, tickMetrics.atExchange];
  return graph(
    'Open instructions, and the oldest doubt in seconds',
    counts.map((name) => house(watched, name)),
    [house(watched, tickMetrics.oldestInDoubtSeconds)],
  );
}

function exchange(watched: Watched): IWidget {
  const bans = ownMetric(watched.stage, eventMetrics.published, eventDimensions('ExchangeBan'), 'sum', fiveMinutes);
  const counts = [tickMetrics.exchangeCalls, tickMetrics.exchangeFailures];
  return graph(
    'Exchange: calls of the tick, bans, slowest answer in ms',
    [...counts.map((name) => house(watched, name, 'sum')), bans.with({ label: 'bans' })],
    [house(watched, tickMetrics.exchangeSlowestMs)],
  );
}

function ofQueues(title: string, queues: Watched['queues'], metricName: string): IWidget {
  return graph(
    title,
    queues.map(({ name, queue }) =>
      awsMetric('AWS/SQS', metricName, { QueueName: queue.queueName }, 'highest', fiveMinutes).with({ label: name }),
    ),
  );
}

function depths({ queues }: Watched): IWidget {
  return ofQueues('Queues: messages that wait', queues, 'ApproximateNumberOfMessagesVisible');
}

function ages({ queues }: Watched): IWidget {
  return ofQueues('Queues: age of the oldest message in seconds', queues, 'ApproximateAgeOfOldestMessage');
}

function deadLetters({ deadLetters: put }: Watched): IWidget {
  return ofQueues('Dead letters', put, 'ApproximateNumberOfMessagesVisible');
}

function schedules({ scheduleGroup }: Watched): IWidget {
  const names = ['InvocationAttemptCount', 'TargetErrorCount', 'InvocationThrottleCount', 'InvocationDroppedCount'];
  return graph(
    'Schedules: calls, errors, given up',
    names.map((name) =>
      awsMetric('AWS/Scheduler', name, { ScheduleGroup: scheduleGroup }, 'sum', fiveMinutes).with({ label: name }),
    ),
  );
}

function events({ busName, rules }: Watched): IWidget {
  const of = (name: string) =>
    rules.map((rule) =>
      awsMetric('AWS/Events', name, { EventBusName: busName, RuleName: rule.ruleName }, 'sum', fiveMinutes).with({
        label: `${rule.name} ${name}`,
      }),
    );
  return graph('Events: delivered and failed', [...of('Invocations'), ...of('FailedInvocations')]);
}

function api({ apiId }: Watched): IWidget {
  const of = (name: string, statistic: Statistic) =>
    awsMetric('AWS/ApiGateway', name, { ApiId: apiId }, statistic, fiveMinutes).with({ label: name });
  const counts = ['Count', '4xx', '5xx'].map((name) => of(name, 'sum'));
  return graph('HTTP API: calls, refusals, failures, slowest in ms', counts, [of('Latency', 'highest')]);
}

function functions({ functions: all }: Watched): IWidget[] {
  const of = (name: string, statistic: string) =>
    Object.entries(all).map(([label, { lambda }]) => lambda.metric(name, { statistic, period: fiveMinutes, label }));
  return [
    graph('Functions: errors', of('Errors', Stats.SUM), of('Throttles', Stats.SUM)),
    graph('Functions: duration in ms, 99 of 100', of('Duration', Stats.percentile(99))),
    graph('Functions: how many run at once', of('ConcurrentExecutions', Stats.MAXIMUM)),
  ];
}

function failures({ functions: all }: Watched): IWidget {
  return new LogQueryWidget({
    title: 'What failed last',
    logGroupNames: Object.values(all).map(({ lambda }) => lambda.logGroup.logGroupName),
    queryLines: [
      'fields @timestamp, service, instructionId, message, error.code, error.message',
      'filter level = "ERROR"',
      'sort @timestamp desc',
      'limit 50',
    ],
    width: 24,
    height: 8,
  });
}
