import { type Bus, type OutgoingEvent, openBus } from '../ledger/messaging/bus.ts';
import { eventCountMetrics } from './event-metrics.ts';
import { meterVariables, openMeter } from './metrics.ts';
import type { Log } from './ports.ts';

/** The variables of a function that puts events on the bus. */
export const busVariables = ['EVENT_BUS_NAME', ...meterVariables] as const;

/**
 * The bus, with a line in the log for each step of an instruction, and a count of what went out. Both are written when
 * the bus has taken the events and before anybody notes that: after a crash in between they are published and counted
 * again, so no alarm is lost.
 */
export function openObservedBus(
  variables: Record<(typeof busVariables)[number], string>,
  log: Pick<Log, 'info'>,
  meter = openMeter(variables),
): Bus {
  const bus = openBus(variables.EVENT_BUS_NAME);
  return {
    publish: async (events) => {
      await bus.publish(events);
      meter.write(eventCountMetrics(events));
      for (const event of events) logTransition(log, event);
    },
  };
}

/** What people follow an instruction by. No amount and no address: those who read logs need neither. */
function logTransition(log: Pick<Log, 'info'>, { detailType, detail }: OutgoingEvent): void {
  if (detailType !== 'InstructionStatusChanged') return;
  const { id: instructionId, version, kind, status, reason } = detail;
  log.info('status told', { instructionId, version, kind, status, ...(reason === undefined ? {} : { reason }) });
}
