import { loggedError } from './logger.ts';
import type { Log, LogDetail } from './ports.ts';

/** Tells who runs this what could not be done, while the rest goes on. */
export type Report = (what: string, detail: LogDetail) => void;

/** Reports are error lines of the log. */
export function reportTo(log: Pick<Log, 'error'>): Report {
  return (what, { error, ...detail }) =>
    log.error(what, { ...detail, ...(error === undefined ? {} : { error: loggedError(error) }) });
}
