import { iso } from '../shared/core/clock.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { Claim, Setback } from './progress.ts';

/** What DynamoDB said of an export that failed, or the error that it was not taken with. */
export interface ToldReason {
  readonly code: string;
  readonly message: string;
}

/** Enough to look for it by. The message is DynamoDB's or the SDK's, and of any length. */
const messageMax = 300;

/** Tells people that an export is missing so far, what becomes of it, and where to look. */
export function failedEvent(
  { span, tries, exportArn }: Claim,
  reason: Setback | 'not-taken',
  told?: ToldReason,
): OutgoingEvent {
  const times = span.kind === 'full' ? { at: iso(span.at) } : { from: iso(span.from), to: iso(span.to) };
  const detail = {
    reason,
    span: { kind: span.kind, ...times },
    tries,
    ...(exportArn === undefined ? {} : { exportArn }),
    ...(told === undefined ? {} : { code: told.code, message: told.message.slice(0, messageMax) }),
  };
  return { detailType: 'ExportFailed', detail };
}
