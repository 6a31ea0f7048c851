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
import { awsMetric, fiveMinutes, minute, type Statistic, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** CloudWatch shows so many alarms in one widget. */
const alarmsMax = 100;

/** What the person on call asks: what is wrong, since when, and where it is stuck. */
export function oncallDashboard(scope: Construct, monitored: MonitoredResources, alarms: readonly Alarm[]): Dashboard {
  return new Dashboard(scope, 'Oncall', {
    dashboardName: nameIn(monitored.stage, 'oncall'),
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
      [tick(monitored), inDoubt(monitored), exchange(monitored)],
      [depths(monitored), ages(monitored), deadLetters(monitored)],
      [schedules(monitored), events(monitored), api(monitored)],
      functions(monitored),
      [failures(monitored)],
    ],
  });
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });
}

function stageMetric({ stage }: MonitoredResources, name: string, statistic: Statistic = 'highest'): IMetric {
  return treasuryMetric(stage, name, stageDimensions, statistic, minute).with({ label: name });
}

function tick(monitored: MonitoredResources): IWidget {
  const names = [tickMetrics.ran, tickMetrics.reports];
  return graph(
    'Tick: runs, and what each left undone',
    names.map((name) => stageMetric(monitored, name, 'sum')),
  );
}

function inDoubt(monitored: MonitoredResources): IWidget {
  const counts = [tickMetrics.inDoubt, tickMetrics.needsAttention, tickMetrics.held, tickMetrics.atExchange];
  return graph(
    'Open instructions, and the oldest doubt in seconds',
    counts.map((name) => stageMetric(monitored, name)),
    [stageMetric(monitored, tickMetrics.oldestInDoubtSeconds)],
  );
}

function exchange(monitored: MonitoredResources): IWidget {
  const bans = treasuryMetric(
    monitored.stage,
    eventMetrics.published,
    eventDimensions('ExchangeBan'),
    'sum',
    fiveMinutes,
  );
  const counts = [tickMetrics.exchangeCalls, tickMetrics.exchangeFailures];
  return graph(
    'Exchange: calls of the tick, bans, slowest answer in ms',
    [...counts.map((name) => stageMetric(monitored, name, 'sum')), bans.with({ label: 'bans' })],
    [stageMetric(monitored, tickMetrics.exchangeSlowestMs)],
  );
}

function ofQueues(title: string, queues: MonitoredResources['queues'], metricName: string): IWidget {
  return graph(
    title,
    queues.map(({ name, queue }) =>
      awsMetric('AWS/SQS', metricName, { QueueName: queue.queueName }, 'highest', fiveMinutes).with({ label: name }),
    ),
  );
}

function depths({ queues }: MonitoredResources): IWidget {
  return ofQueues('Queues: messages that wait', queues, 'ApproximateNumberOfMessagesVisible');
}

function ages({ queues }: MonitoredResources): IWidget {
  return ofQueues('Queues: age of the oldest message in seconds', queues, 'ApproximateAgeOfOldestMessage');
}

function deadLetters({ deadLetters: put }: MonitoredResources): IWidget {
  return ofQueues('Dead letters', put, 'ApproximateNumberOfMessagesVisible');
}

function schedules({ scheduleGroup }: MonitoredResources): IWidget {
  const names = ['InvocationAttemptCount', 'TargetErrorCount', 'InvocationThrottleCount', 'InvocationDroppedCount'];
  return graph(
    'Schedules: calls, errors, given up',
    names.map((name) =>
      awsMetric('AWS/Scheduler', name, { ScheduleGroup: scheduleGroup }, 'sum', fiveMinutes).with({ label: name }),
    ),
  );
}

function events({ busName, rules }: MonitoredResources): IWidget {
  const of = (name: string) =>
    rules.map((rule) =>
      awsMetric('AWS/Events', name, { EventBusName: busName, RuleName: rule.ruleName }, 'sum', fiveMinutes).with({
        label: `${rule.name} ${name}`,
      }),
    );
  return graph('Events: delivered and failed', [...of('Invocations'), ...of('FailedInvocations')]);
}

function api({ apiId }: MonitoredResources): IWidget {
  const of = (name: string, statistic: Statistic) =>
    awsMetric('AWS/ApiGateway', name, { ApiId: apiId }, statistic, fiveMinutes).with({ label: name });
  const counts = ['Count', '4xx', '5xx'].map((name) => of(name, 'sum'));
  return graph('HTTP API: calls, refusals, failures, slowest in ms', counts, [of('Latency', 'highest')]);
}

function functions({ functions: all }: MonitoredResources): IWidget[] {
  const of = (name: string, statistic: string) =>
    Object.entries(all).map(([label, { lambda }]) => lambda.metric(name, { statistic, period: fiveMinutes, label }));
  return [
    graph('Functions: errors', of('Errors', Stats.SUM), of('Throttles', Stats.SUM)),
    graph('Functions: duration in ms, 99 of 100', of('Duration', Stats.percentile(99))),
    graph('Functions: how many run at once', of('ConcurrentExecutions', Stats.MAXIMUM)),
  ];
}

function failures({ functions: all }: MonitoredResources): IWidget {
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
