import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { nameIn } from '../stage.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** The fields of a line that tell its story, by Powertools' names. */
const fields = '@timestamp, service, level, message, status, reason, version, error.code, error.message';

/** Saved queries of Logs Insights, over the logs of all functions. Who uses the first one puts an id into it. */
export function savedQueries(scope: Construct, monitored: MonitoredResources): void {
  saveQuery(scope, monitored, 'one-instruction', 'filter instructionId = "put-the-id-here"', 'asc');
  saveQuery(scope, monitored, 'what-failed', 'filter level in ["ERROR", "WARN"]', 'desc');
}

function saveQuery(
  scope: Construct,
  { stage, functions }: MonitoredResources,
  id: string,
  filter: string,
  order: string,
): void {
  new CfnQueryDefinition(scope, id, {
    name: `${nameIn(stage)}/${id}`,
    logGroupNames: Object.values(functions).map(({ lambda }) => lambda.logGroup.logGroupName),
    queryString: [
      `fields ${fields}, instructionId, function_request_id, xray_trace_id`,
      filter,
      `sort @timestamp ${order}`,
      'limit 1000',
    ].join('\n| '),
  });
}
