import type { Millis } from '../../core/clock.ts';
import type { Sweep } from './sweep.ts';

/** Whether a run comes so long after its time that it is not the run that was planned. */
export function isRunTooLate(
  { startWithinMs }: Pick<Sweep, 'startWithinMs'>,
  { scheduledTime }: { readonly scheduledTime: string },
  now: Millis,
): boolean {
  return now - Date.parse(scheduledTime) > startWithinMs;
}
