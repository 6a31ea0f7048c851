import * as v from 'valibot';
import { isSamePerson } from '../shared/core/ids.ts';
import { rule } from '../shared/core/rule.ts';
import { digestSchema, nameSchema, personSchema, positiveAmountSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleLinesSchema, visibleTextSchema } from '../shared/core/visible-text.ts';
import { configProposer } from '../shared/ledger/whitelist/proposal.ts';
import { signedWordSchema } from '../shared/passkeys/signed-word.ts';

const messageForm = 'the signed text: 1 to 1000 visible characters, and line breaks';
const signatureForm = 'a signature of up to 512 printable characters';

export const microPaymentSchema = v.strictObject({
  kind: v.literal('micro-payment'),
  /** The exchange derives the amount from it: the same quantity gives the same amount (exchange-api.md 3.10). */
  quantity: positiveAmountSchema,
});

export const walletSignatureSchema = v.strictObject({
  kind: v.literal('wallet-signature'),
  message: visibleLinesSchema(1_000, messageForm),
  signature: v.pipe(v.string(signatureForm), v.regex(/^[\x21-\x7e]{1,512}$/, signatureForm)),
});

export const documentSchema = v.strictObject({ kind: v.literal('document'), text: visibleTextSchema(1, 1_000) });

/** The body of `POST /whitelist/{id}/proofs`. */
export const proofRequestSchema = v.variant(
  'kind',
  [microPaymentSchema, walletSignatureSchema, documentSchema],
  '"micro-payment", "wallet-signature" or "document"',
);

/** The body of `POST /whitelist/{id}/confirmations`. */
export const confirmationRequestSchema = v.strictObject({
  digest: digestSchema,
  /** What a device of the person signed for it. */
  word: v.exactOptional(signedWordSchema),
});

const notPerson = { reason: 'is the name that a deploy goes by', expected: 'a person' };

/** Whom the token names. The name that a deploy proposes by is nobody's. */
const tokenPersonSchema = v.pipe(
  personSchema,
  rule((person) => !isSamePerson(person, configProposer), notPerson),
);

/** What the schedule sends. */
const checkSchema = v.strictObject({ check: v.literal('exchange', '"exchange"') });

/** The query of `GET /whitelist`. */
export const listQuerySchema = v.strictObject({ after: v.exactOptional(nameSchema) });

export type ProofRequest = v.InferOutput<typeof proofRequestSchema>;

/** Throws InvalidInputError, which shows nothing of a signature. */
export function parseProof(body: unknown): ProofRequest {
  return validate('proof', proofRequestSchema, body);
}

export type ConfirmationRequest = v.InferOutput<typeof confirmationRequestSchema>;

/** Throws InvalidInputError. */
export function parseConfirmation(body: unknown): ConfirmationRequest {
  return validate('confirmation', confirmationRequestSchema, body);
}

/** Reads after which entry a page begins. Throws InvalidInputError. */
export function parseListQuery(query: unknown): string | undefined {
  return validate('query', listQuerySchema, query).after;
}

/** Throws InvalidInputError, which names the claim. */
export function personOfToken(user: string, claim: string): string {
  return validate('token', tokenPersonSchema, user, claim);
}

/** Throws InvalidInputError for every event but the schedule's. */
export function parseCheck(event: unknown): void {
  validate('event', checkSchema, event);
}
