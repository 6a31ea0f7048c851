import { InfraError } from '../../../errors.ts';

/** A state failed, with the error that `Retry` and `Catch` go by. */
export class TaskFailure extends InfraError {
  readonly error: string;
  /** The cause, as Step Functions shows it. */
  readonly reason: string;

  constructor(error: string, reason: string) {
    super('local-task-failed', `${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
  }
}

/** Whether a list of `ErrorEquals` names this error. */
export function isNamed(errors: readonly string[], error: string): boolean {
  return errors.some(
    (one) => one === error || one === 'States.ALL' || (one === 'States.TaskFailed' && error !== 'States.Timeout'),
  );
}
