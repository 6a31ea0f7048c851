import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { TreasuryError } from '../../core/errors.ts';
import type { EventType } from '../../core/event-types.ts';
import { eventSource } from '../../core/names.ts';

/** The bus did not take an event. The tick publishes it again. */
export class BusUnavailableError extends TreasuryError {
  constructor(detailType: string, cause: unknown) {
    super('bus-unavailable', `The bus did not take ${detailType}`, { cause });
  }
}

export interface OutgoingEvent {
  readonly detailType: EventType;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Where events go out. */
export interface Bus {
  publish(events: readonly OutgoingEvent[]): Promise<void>;
}

/** EventBridge takes ten entries a call. */
const entriesMax = 10;

export function openBus(busName: string): Bus {
  const client = new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return {
    publish: async (events) => {
      for (let start = 0; start < events.length; start += entriesMax) {
        await put(client, busName, events.slice(start, start + entriesMax));
      }
    },
  };
}

async function put(client: EventBridgeClient, busName: string, events: readonly OutgoingEvent[]): Promise<void> {
  const what = events[0]?.detailType ?? 'nothing';
  const entries = events.map((event) => ({
    EventBusName: busName,
    Source: eventSource,
    DetailType: event.detailType,
    Detail: JSON.stringify(event.detail),
  }));
  let refused: number;
  try {
    refused = (await client.send(new PutEventsCommand({ Entries: entries }))).FailedEntryCount ?? 0;
  } catch (error) {
    throw new BusUnavailableError(what, error);
  }
  if (refused > 0)
    throw new BusUnavailableError(what, new Error(`${refused} of ${entries.length} entries were refused`));
}
