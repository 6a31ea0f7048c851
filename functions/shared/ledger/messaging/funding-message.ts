import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import type { InstructionId } from '../../core/ids.ts';
import { instructionIdSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import { fundingIdOf } from '../funding/funding-id.ts';
import type { Message } from './queue.ts';
import { fillGroup } from './sweep-group.ts';

const minuteMs = 60_000;

/**
 * Asks for the transfer that funds a withdrawal, to begin it or to go on with it. In the group of all that fill the
 * account `to` up, so that no two of them decide on the same balance. What could not begin writes nothing, so its
 * message would be the same again: the minute makes it another one.
 */
export function fundingMessage(
  { withdrawal, to, coin }: { readonly withdrawal: InstructionId; readonly to: string; readonly coin: string },
  now: Millis,
): Message {
  return {
    body: { funds: withdrawal },
    group: fillGroup(to, coin),
    deduplicationId: `${fundingIdOf(withdrawal)}.m${Math.floor(now / minuteMs)}`,
  };
}

const schema = v.strictObject({ funds: instructionIdSchema });

/** Whether a message of the sweep queue is one of these, and not the run of a sweep. */
export function isFundingMessage(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'funds' in body;
}

/** The id of the withdrawal. Throws InvalidInputError. */
export function parseFundingMessage(body: unknown): InstructionId {
  return validate('funding message', schema, body).funds;
}
