import * as v from 'valibot';
import {
  chainSchema,
  coinSchema,
  instructionIdSchema,
  nameSchema,
  personSchema,
  positiveAmountSchema,
  visibleTextSchema,
} from '../../base/schemas.ts';
import { validate } from '../../base/validate.ts';

const fields = {
  instructionId: instructionIdSchema,
  /** A whitelist entry's id, never an address. */
  destination: nameSchema,
  coin: coinSchema,
  chain: chainSchema,
  quantity: positiveAmountSchema,
  note: v.exactOptional(visibleTextSchema(0, 256)),
  taskToken: v.exactOptional(
    v.pipe(v.string(), v.minLength(1, 'a task token'), v.maxLength(2_048, 'up to 2048 characters')),
  ),
};

const eventSchema = v.strictObject({ ...fields, requestedBy: personSchema });
/** The body of `POST /withdrawals`. */
export const bodySchema = v.strictObject(fields);

/** A wish to withdraw, as it is asked for. */
export type WithdrawalRequest = v.InferOutput<typeof eventSchema>;

/** Reads the detail of a `WithdrawalRequested` event. Throws InvalidInputError. */
export function parseRequestEvent(detail: unknown): WithdrawalRequest {
  return validate('WithdrawalRequested', eventSchema, detail);
}

/** Reads the body of `POST /withdrawals`. Who asks is known from the token, and refused in the body. Throws InvalidInputError. */
export function parseRequestBody(body: unknown, user: string): WithdrawalRequest {
  return { ...validate('withdrawal', bodySchema, body), requestedBy: validate('token', personSchema, user) };
}
