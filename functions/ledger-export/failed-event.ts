import { iso } from '../shared/core/clock.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';
import type { ExportClaim, RetryReason } from './progress.ts';

/** What DynamoDB said of an export that failed, or the error that it was not taken with. */
export interface FailureDetail {
  readonly code: string;
  readonly message: string;
}

/** Enough to look for it by. The message is DynamoDB's or the SDK's, and of any length. */
const messageMax = 300;

/** Tells people that an export is missing so far, what becomes of it, and where to look. */
export function exportFailedEvent(
  { span, tries, exportArn }: ExportClaim,
  reason: RetryReason | 'not-taken',
  failure?: FailureDetail,
): OutgoingEvent {
  const times = span.kind === 'full' ? { at: iso(span.at) } : { from: iso(span.from), to: iso(span.to) };
  const detail = {
    reason,
    span: { kind: span.kind, ...times },
    tries,
    ...(exportArn === undefined ? {} : { exportArn }),
    ...(failure === undefined ? {} : { code: failure.code, message: failure.message.slice(0, messageMax) }),
  };
  return { detailType: 'ExportFailed', detail };
}
