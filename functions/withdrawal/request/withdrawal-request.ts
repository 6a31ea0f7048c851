import * as v from 'valibot';
import { chainSchema, coinSchema, instructionIdSchema, nameSchema, positiveAmountSchema } from '../../base/schemas.ts';
import { validate } from '../../base/validate.ts';

const person = v.pipe(
  v.string('a person'),
  v.regex(/^[\x21-\x7e]{1,254}$/, 'a person such as "alice@example.com", up to 254 printable characters'),
);

/** Notes are for people; control characters could hide text from an approver. */
const note = v.pipe(
  v.string('a note'),
  v.check((text) => text.isWellFormed() && text.length <= 256 && !/\p{C}/u.test(text), 'up to 256 visible characters'),
);

const fields = {
  instructionId: instructionIdSchema,
  /** A whitelist entry's id, never an address. */
  destination: nameSchema,
  coin: coinSchema,
  chain: chainSchema,
  quantity: positiveAmountSchema,
  note: v.exactOptional(note),
  taskToken: v.exactOptional(
    v.pipe(v.string(), v.minLength(1, 'a task token'), v.maxLength(2_048, 'up to 2048 characters')),
  ),
};

const eventSchema = v.strictObject({ ...fields, requestedBy: person });
const bodySchema = v.strictObject(fields);

/** A wish to withdraw, as it is asked for. */
export type WithdrawalRequest = v.InferOutput<typeof eventSchema>;

/** Reads the detail of a `WithdrawalRequested` event. Throws InvalidInputError. */
export function parseRequestEvent(detail: unknown): WithdrawalRequest {
  return validate('WithdrawalRequested', eventSchema, detail);
}

/** Reads the body of `POST /withdrawals`. Who asks is known from the token, and refused in the body. Throws InvalidInputError. */
export function parseRequestBody(body: unknown, user: string): WithdrawalRequest {
  return { ...validate('withdrawal', bodySchema, body), requestedBy: validate('token', person, user) };
}
