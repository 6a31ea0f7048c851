import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { errorCodes } from '../core/error-codes.ts';
import { isTreasuryError } from '../core/errors.ts';
import { parseStrictJson } from '../core/strict-json.ts';
import { isUnreadableInstruction } from '../ledger/store/errors.ts';
import { loggedError } from './logger.ts';
import type { Log } from './ports.ts';

/**
 * Handles messages in their order. After the first failure the rest is given back too, untouched: in a FIFO queue a
 * later message must not overtake an earlier one. What trying again cannot mend is told and left.
 */
export async function eachMessage(
  event: SQSEvent,
  log: Pick<Log, 'error' | 'resetKeys'>,
  handle: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  for (const [index, record] of event.Records.entries()) {
    // What is said of one message's instruction is not to be said of the next one's.
    log.resetKeys();
    try {
      await handle(record);
    } catch (error) {
      const isFinal = isTreasuryError(error) && errorCodes[error.code].queue === 'leaves';
      if (isFinal || isUnreadableInstruction(error)) {
        log.error('the message is not carried out', { messageId: record.messageId, error: loggedError(error) });
        continue;
      }
      log.error('the message failed and is given back', { messageId: record.messageId, error: loggedError(error) });
      return { batchItemFailures: event.Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }
  }
  return { batchItemFailures: [] };
}

/** Reads a message's JSON. Throws InvalidInputError. */
export function messageBody(record: SQSRecord): unknown {
  return parseStrictJson(record.body, { what: 'message', field: 'body', expected: 'a JSON object' });
}

export function isSqsEvent(event: unknown): event is SQSEvent {
  return typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);
}
