import { isoSeconds } from '../events/put-events.ts';

/** One firing of a schedule. */
export interface ScheduledExecution {
  readonly scheduleArn: string;
  readonly id: string;
  /** When it was due, in milliseconds since 1970. */
  readonly scheduledTime: number;
  readonly attempt: number;
}

/** Replaces the context attributes of a schedule's input (Scheduler guide, "Adding context attributes"). */
export function fillPlaceholders(input: string, execution: ScheduledExecution): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': execution.scheduleArn,
    'scheduled-time': isoSeconds(execution.scheduledTime),
    'execution-id': execution.id,
    'attempt-number': String(execution.attempt),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => values[name] ?? whole);
}
