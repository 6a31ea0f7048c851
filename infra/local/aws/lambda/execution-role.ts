import type { Guard } from '../guard/guard.ts';
import type { Identity } from '../guard/identity.ts';
import type { Names } from '../names.ts';

/** What a function's execution environment does for itself, beside its handler. */
export interface ExecutionEnvironment {
  readonly logGroup: string;
  /** Lambda makes a log group that is missing. */
  readonly logGroupExists: boolean;
  readonly isTraced: boolean;
}

/**
 * Asks for what Lambda does in the name of a function's role when a new environment starts. Answers whether its lines
 * reach the log: without the right they are lost, and the function works all the same.
 */
export function startEnvironment(guard: Guard, by: Identity, names: Names, environment: ExecutionEnvironment): boolean {
  const { logGroup, logGroupExists, isTraced } = environment;
  const group = names.arn('logs', `log-group:${logGroup}`);
  // The name of a stream is made of the date and the version, so no policy can know it.
  const stream = `${group}:log-stream:${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]local`;
  if (isTraced) {
    // AWS knows no resources for these two (service authorization reference, X-Ray).
    const actions = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
    guard.permits(
      by,
      actions.map((action) => ({ action, resource: '*', context: {} })),
    );
  }
  return guard.permits(by, [
    ...(logGroupExists ? [] : [{ action: 'logs:CreateLogGroup', resource: group, context: {} }]),
    { action: 'logs:CreateLogStream', resource: stream, context: {} },
    { action: 'logs:PutLogEvents', resource: stream, context: {} },
  ]);
}
