import type { ErrorCode } from '../shared/core/error-codes.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** Errors of something that is away, each of which may have taken 17 seconds of the 50 that a tick has. */
const unavailableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'exchange-unavailable',
  'bus-unavailable',
  'queue-unavailable',
]);

/**
 * The same dependencies, but what was away once counts as away for the rest of this tick, at once: a list that hangs
 * must not take the time of the other list, nor a bus that hangs the time of what needs no bus.
 */
export function withCircuitBreaker(dependencies: ReconciliationDependencies): ReconciliationDependencies {
  const failures = new Map<string, unknown>();
  const once = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
    if (failures.has(name)) throw failures.get(name);
    try {
      return await act();
    } catch (error) {
      if (isTreasuryError(error) && unavailableCodes.has(error.code)) failures.set(name, error);
      throw error;
    }
  };
  return {
    ...dependencies,
    bus: { publish: (events) => once('bus', () => dependencies.bus.publish(events)) },
    sweeps: { send: (message) => once('sweeps', () => dependencies.sweeps.send(message)) },
    releases: { send: (message) => once('releases', () => dependencies.releases.send(message)) },
    exchange: {
      exchangeTime: () => once('time', () => dependencies.exchange.exchangeTime()),
      read: (endpoint, input) => once(endpoint.path, () => dependencies.exchange.read(endpoint, input)),
    },
  };
}
