import type { EventType } from '../../../functions/shared/core/event-types.ts';
import {
  eventDimensions,
  eventMetrics,
  stageDimensions,
  tickMetrics,
} from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { hour, minute, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** What happened in the last hour, by the event that tells of it. */
const alarmEvents: readonly (readonly [event: EventType, id: string, meaning: string])[] = [
  ['DepositAddressChanged', 'deposit-address-changed', 'The exchange gave another deposit address than before.'],
  ['DepositAddressAccepted', 'deposit-address-accepted', 'People accepted a deposit address that had changed.'],
  ['DepositStuck', 'deposit-stuck', 'A deposit is not credited, and will not be without somebody who looks.'],
  ['WhitelistChanged', 'whitelist-changed', 'The list of destinations that money may leave to was changed.'],
  ['PolicyChanged', 'policy-changed', 'The policy was changed, or a change of it was proposed.'],
  ['PasskeyChanged', 'passkey-changed', 'A device that people sign with was proposed, confirmed or revoked.'],
  ['PasskeyCloned', 'passkey-cloned', 'There may be a copy of a device that a person signs with.'],
  ['PasskeyRefused', 'passkey-refused', 'Somebody decided with a token, and without a signature that counts.'],
  ['PasskeysRestored', 'passkeys-restored', 'Somebody accepted the devices of a table that was restored.'],
  ['SignatureRefused', 'signature-refused', 'Signatures of approvals do not count. The payment waits.'],
  ['UnknownMovement', 'unknown-movement', 'The exchange moved money that is no instruction of ours.'],
  ['ExportFailed', 'export-failed', 'A day of the table could not be exported so far. It is asked for again.'],
  ['StatementDifference', 'statement-difference', 'The day of an account does not balance, or is in doubt.'],
  ['StatementLost', 'statement-lost', 'A day was not read while the exchange had it: it has no statement for good.'],
  ['StatementChainBroken', 'statement-chain-broken', 'A statement in the bucket is not what was written there.'],
  ['ExchangeBan', 'exchange-ban', 'The exchange banned our address (418). Nothing can be sent or read.'],
];

/**
 * What people are told of by an event too, with all that is known. These alarms go another way to the topic, by the
 * count and not by the bus, and link to the runbook. Each goes off once in an hour, however often it happens, and the
 * dashboard shows it to who comes later.
 */
export function eventAlarms({ stage }: MonitoredResources): readonly AlarmSpec[] {
  return [
    ...alarmEvents.map(
      ([event, id, meaning]): AlarmSpec => ({
        id,
        runbook: id,
        description: meaning,
        metric: treasuryMetric(stage, eventMetrics.published, eventDimensions(event), 'sum', hour),
        condition: { atLeast: 1 },
        periods: 1,
        missingDataMode: 'fine',
        notifyOn: 'start',
      }),
    ),
    {
      id: 'paused',
      runbook: 'paused',
      description: 'Sending is paused, as a whole or in part.',
      metric: treasuryMetric(stage, tickMetrics.paused, stageDimensions, 'highest', minute),
      condition: { atLeast: 1 },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'start',
    },
  ];
}
