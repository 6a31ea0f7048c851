import type { Log, LogDetail } from '../../../functions/shared/runtime/ports.ts';
import type { Instance } from '../engine/instance.ts';
import type { Observer } from '../run/observer.ts';
import { isRecord } from '../run/raw.ts';

/** The log of one instance: every line is kept for the invariants, and none is written. */
export function logPort(instance: Instance, observer: Observer, trace: (who: string, what: string) => void): Log {
  function write(message: string, ...detail: LogDetail[]): void {
    const line: LogDetail = Object.assign({ message }, ...detail);
    if (isRecord(line.error)) trace(instance.name, `logs: ${message}: ${line.error.message}`);
    observer.logged(instance.function, line);
  }
  return {
    info: write,
    warn: write,
    error: write,
    addContext: () => undefined,
    appendKeys: () => undefined,
    resetKeys: () => undefined,
  };
}
