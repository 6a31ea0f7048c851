import * as v from 'valibot';
import type { Millis } from '../shared/core/clock.ts';
import { InvalidInputError } from '../shared/core/errors.ts';
import {
  chainSchema,
  coinSchema,
  fiatCoinSchema,
  fiatCoins,
  instructionIdSchema,
  momentSchema,
  nameSchema,
  personSchema,
  positiveAmountSchema,
} from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';

const fields = {
  instructionId: instructionIdSchema,
  destination: v.pipe(nameSchema, v.description("A whitelist entry's id, never an address.")),
  quantity: positiveAmountSchema,
  note: v.exactOptional(visibleTextSchema(0, 256)),
  taskToken: v.exactOptional(
    v.pipe(v.string(), v.minLength(1, 'a task token'), v.maxLength(2_048, 'up to 2048 characters')),
  ),
};

/** To an address on a chain. What says nothing of its kind is this. */
const cryptoFields = {
  kind: v.exactOptional(v.literal('withdrawal'), 'withdrawal'),
  ...fields,
  coin: coinSchema,
  chain: chainSchema,
  fundFrom: v.exactOptional(
    v.pipe(nameSchema, v.description('The name of the account that what is lacking is moved from first.')),
  ),
};
/** To a bank account. There is no chain. */
const fiatFields = { kind: v.literal('fiat-withdrawal'), ...fields, coin: fiatCoinSchema };

const asked = { requestedBy: personSchema };

const eventSchema = v.variant(
  'kind',
  [v.strictObject({ ...cryptoFields, ...asked }), v.strictObject({ ...fiatFields, ...asked })],
  expectation,
);
/** The body of `POST /withdrawals`. */
export const bodySchema = v.variant('kind', [v.strictObject(cryptoFields), v.strictObject(fiatFields)], expectation);

function expectation({ expected }: v.BaseIssue<unknown>): string {
  return expected === 'Object' ? 'an object' : '"withdrawal" or "fiat-withdrawal"';
}

/** A request to withdraw, as it is asked for. */
export type WithdrawalRequest = v.InferOutput<typeof eventSchema>;

/** Reads the detail of a `WithdrawalRequested` event. Throws InvalidInputError. */
export function parseRequestEvent(detail: unknown): WithdrawalRequest {
  requireKindOfFiat('WithdrawalRequested', detail);
  refuseFundingOfFiat('WithdrawalRequested', detail);
  return validate('WithdrawalRequested', eventSchema, detail);
}

/** What says nothing of its kind goes to a chain. Of money of banks a chain would be missing, and nobody has one. */
function requireKindOfFiat(what: string, input: unknown): void {
  if (typeof input !== 'object' || input === null || 'kind' in input || !('coin' in input)) return;
  const coin = fiatCoins.find((each) => each === input.coin);
  if (coin === undefined) return;
  const expected = `"fiat-withdrawal": ${coin} is paid to a bank account`;
  throw new InvalidInputError(what, [{ field: 'kind', reason: 'is missing', expected }]);
}

const sentSchema = v.object({
  time: v.exactOptional(
    v.pipe(
      momentSchema,
      v.transform((text) => Date.parse(text)),
    ),
  ),
});

/**
 * A payment to a bank leaves from the fiat account, and nothing tells its fee beforehand: what it lacks cannot be told.
 */
function refuseFundingOfFiat(what: string, input: unknown): void {
  if (typeof input !== 'object' || input === null || !('kind' in input) || !('fundFrom' in input)) return;
  if (input.kind !== 'fiat-withdrawal') return;
  const reason = 'is not taken for a payment to a bank, whose fee nothing tells beforehand';
  const expected = 'no fundFrom: fill the fiat account before, by a sweep or by hand';
  throw new InvalidInputError(what, [{ field: 'fundFrom', reason, expected }]);
}

/** When an event was put on its bus, by its envelope. Undefined where that says nothing. Throws InvalidInputError. */
export function parseEventTime(event: unknown): Millis | undefined {
  return validate('event', sentSchema, event).time;
}

/**
 * Reads the body of `POST /withdrawals`. Who asks is known from the token, and refused in the body. Throws
 * InvalidInputError.
 */
export function parseRequestBody(body: unknown, user: string): WithdrawalRequest {
  requireKindOfFiat('withdrawal', body);
  refuseFundingOfFiat('withdrawal', body);
  return { ...validate('withdrawal', bodySchema, body), requestedBy: validate('token', personSchema, user, 'user') };
}
