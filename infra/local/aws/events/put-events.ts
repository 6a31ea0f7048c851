import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isObject, type JsonObject, parseJson } from '../../../json.ts';
import { arnService, type Names } from '../names.ts';

/** An event as EventBridge hands it to its targets. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

const entrySchema = v.strictObject({
  EventBusName: v.optional(v.string(), 'default'),
  Source: v.optional(v.string(), ''),
  DetailType: v.optional(v.string(), ''),
  Detail: v.optional(v.string(), ''),
  Resources: v.optional(v.array(v.string()), []),
  // The SDK sends seconds since 1970.
  Time: v.optional(v.number()),
  TraceHeader: v.optional(v.string()),
});

/** The body of PutEvents: 1 to 10 entries. */
export const putEventsSchema = v.strictObject({
  Entries: v.pipe(v.array(entrySchema), v.minLength(1), v.maxLength(10)),
});

export type EventEntry = v.InferInput<typeof entrySchema>;

export interface RejectedEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

export interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: readonly ({ readonly EventId: string } | RejectedEntry)[];
}

/** The name of a bus that is given by its name or ARN. */
export function busName(nameOrArn: string): string {
  return arnService(nameOrArn) === 'events' ? (nameOrArn.split('event-bus/')[1] ?? '') : nameOrArn;
}

/** Why an entry is refused by itself; undefined where it is taken. */
export function rejectionOf(
  entry: v.InferOutput<typeof entrySchema>,
  buses: ReadonlyMap<string, unknown>,
): RejectedEntry | undefined {
  if (!buses.has(busName(entry.EventBusName))) {
    return rejectedEntry('ResourceNotFoundException', `Event bus ${entry.EventBusName} does not exist.`);
  }
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((field) => entry[field] === '');
  if (missing) {
    return rejectedEntry(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    );
  }
  if (entry.Source.startsWith('aws.')) {
    return rejectedEntry('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  return isObject(parseJson(entry.Detail)) ? undefined : rejectedEntry('MalformedDetail', 'Detail is malformed.');
}

function rejectedEntry(ErrorCode: string, ErrorMessage: string): RejectedEntry {
  return { ErrorCode, ErrorMessage };
}

/** The event of an entry that is not refused. `now` in milliseconds since 1970. */
export function toEvent(entry: v.InferOutput<typeof entrySchema>, names: Names, now: number): BusEvent {
  const detail = parseJson(entry.Detail);
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.DetailType,
    source: entry.Source,
    account: names.account,
    time: isoSeconds(entry.Time === undefined ? now : entry.Time * 1000),
    region: names.region,
    resources: entry.Resources,
    detail: isObject(detail) ? detail : {},
  };
}

/** ISO 8601 in UTC without a fraction, as EventBridge writes times. */
export function isoSeconds(millis: number): string {
  return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}
