import { type Bus, BusUnavailableError, type OutgoingEvent } from '../../../functions/shared/ledger/messaging/bus.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import type { Io } from '../engine/io.ts';
import type { Observer } from '../run/observer.ts';

const faults: readonly FaultKind[] = ['bus-error', 'bus-error-after'];

/** Gives an event to the functions that its rules call. */
export type Deliver = (type: string, detail: Readonly<Record<string, unknown>>) => void;

/** The bus as one instance writes to it. What is on it is kept for the invariants. */
export function busPort(io: Io, instance: Instance, observer: Observer, deliver: Deliver): Bus {
  return {
    publish: (events) =>
      io.perform(instance, 'bus', faults, ({ fault }) => {
        if (fault === 'bus-error') throw unavailable(events);
        for (const { detailType, detail } of events) {
          observer.events.push({ at: observer.now(), type: detailType, detail });
          deliver(detailType, detail);
        }
        if (fault === 'bus-error-after') throw unavailable(events);
      }),
  };
}

function unavailable(events: readonly OutgoingEvent[]): BusUnavailableError {
  return new BusUnavailableError(events[0]?.detailType ?? 'nothing', new Error('simulated'));
}
