import { isTreasuryError } from '../shared/core/errors.ts';
import type { ReconciliationParts } from './dependencies.ts';

/** Errors of something that is away, each of which may have taken 17 seconds of the 50 that a tick has. */
const awayCodes: ReadonlySet<string> = new Set(['exchange-unavailable', 'bus-unavailable', 'queue-unavailable']);

/**
 * The same parts, but what was away once counts as away for the rest of this tick, at once: a list that hangs must not
 * take the time of the other list, nor a bus that hangs the time of what needs no bus.
 */
export function failingOnce(parts: ReconciliationParts): ReconciliationParts {
  const failures = new Map<string, unknown>();
  const once = async <Value>(name: string, act: () => Promise<Value>): Promise<Value> => {
    if (failures.has(name)) throw failures.get(name);
    try {
      return await act();
    } catch (error) {
      if (isTreasuryError(error) && awayCodes.has(error.code)) failures.set(name, error);
      throw error;
    }
  };
  return {
    ...parts,
    bus: { publish: (events) => once('bus', () => parts.bus.publish(events)) },
    sweeps: { send: (message) => once('sweeps', () => parts.sweeps.send(message)) },
    releases: { send: (message) => once('releases', () => parts.releases.send(message)) },
    exchange: {
      exchangeTime: () => once('time', () => parts.exchange.exchangeTime()),
      read: (endpoint, input) => once(endpoint.path, () => parts.exchange.read(endpoint, input)),
    },
  };
}
