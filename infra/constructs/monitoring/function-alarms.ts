import type { AlarmSpec } from './alarm.ts';
import { awsMetric, fiveMinutes } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** These run by themselves again within minutes, and do all that was left: one failure of theirs is no news. */
const selfRetryingFunctions: ReadonlySet<string> = new Set([
  'reconciliation',
  'deposits',
  'whitelist',
  'task-outcome',
  // What it fails at for good is in its dead-letter queue, which has an alarm.
  'notifications',
]);
const selfRetryingPeriods = 3;

/** Functions that fail or may not start, and answers of the API that are our fault. No figure: nobody called. */
export function functionAlarms({ functions, apiId }: MonitoredResources): readonly AlarmSpec[] {
  const common = { condition: { atLeast: 1 }, missingDataMode: 'fine', notifyOn: 'start' } as const;
  return [
    ...Object.entries(functions).flatMap(([name, { lambda }]): AlarmSpec[] => {
      const of = (metricName: string) =>
        awsMetric('AWS/Lambda', metricName, { FunctionName: lambda.functionName }, 'sum', fiveMinutes);
      const periods = selfRetryingFunctions.has(name) ? selfRetryingPeriods : 1;
      return [
        {
          ...common,
          id: `errors-${name}`,
          runbook: 'function-errors',
          description: `The function ${name} ended with an error or was cut off.`,
          metric: of('Errors'),
          periods,
        },
        {
          ...common,
          id: `throttles-${name}`,
          runbook: 'function-throttles',
          description: `Lambda did not let the function ${name} run: too much runs at once in this account.`,
          metric: of('Throttles'),
          periods,
        },
      ];
    }),
    {
      ...common,
      id: 'api-errors',
      runbook: 'api-errors',
      description: 'The HTTP API answered with a 5XX. Somebody was told that it failed.',
      metric: awsMetric('AWS/ApiGateway', '5xx', { ApiId: apiId }, 'sum', fiveMinutes),
      periods: 1,
    },
  ];
}
