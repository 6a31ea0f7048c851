import type { RequestedCall } from '../iam/call.ts';
import type { Names } from '../names.ts';
import { type Encryption, encryptionContext } from './encryption.ts';

export function busArn(names: Names, bus: string): string {
  return names.arn('events', `event-bus/${bus}`);
}

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
}

/** The call that puts one entry. Each is decided for itself; one that is refused refuses the request. */
export function putEventsCall(names: Names, bus: string, { Source, DetailType }: Entry): RequestedCall {
  return {
    action: 'events:PutEvents',
    resource: busArn(names, bus),
    context: { 'events:source': Source, 'events:detail-type': DetailType },
  };
}

/**
 * What EventBridge itself does with the key of an encrypted bus, never in the caller's name (EventBridge guide,
 * "Authorizing EventBridge to use a customer managed key").
 */
export function eventBusKeyUse(names: Names, bus: string, encryption: Encryption): RequestedCall[] {
  const arn = busArn(names, bus);
  const key = encryption.keyOf(arn);
  if (key === undefined) return [];
  const context = {
    'aws:SourceArn': arn,
    'aws:SourceAccount': names.account,
    ...encryptionContext({ 'aws:events:event-bus:arn': arn }),
  };
  return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource: key, context }));
}
