import * as v from 'valibot';
import { digestSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { visibleTextSchema } from '../shared/core/visible-text.ts';
import { type ByteLimits, textLength } from '../shared/passkeys/base64url.ts';
import { bytesSchema, credentialIdSchema } from '../shared/passkeys/schemas.ts';
import { clientDataLimits, signedWordSchema } from '../shared/passkeys/signed-word.ts';

const subjectForm = 'the id of what is decided about, up to 1500 printable characters';

/** What is decided about: its id, and the digest of its content as it is shown. */
const subjectSchema = v.strictObject({
  id: v.pipe(v.string(subjectForm), v.regex(/^[\x20-\x7e]{1,1500}$/, subjectForm)),
  digest: digestSchema,
});

const subject = { subject: subjectSchema };

/** The body of `POST /passkeys/challenges`: each purpose with its own decisions. */
export const challengeRequestSchema = v.variant(
  'purpose',
  [
    v.strictObject({ purpose: v.literal('payment'), decision: v.picklist(['approve', 'decline']), ...subject }),
    v.strictObject({ purpose: v.literal('destination'), decision: v.literal('confirm'), ...subject }),
    v.strictObject({ purpose: v.literal('pause'), decision: v.literal('resume'), ...subject }),
    v.strictObject({ purpose: v.literal('doubt'), decision: v.picklist(['settled', 'failed']), ...subject }),
    v.strictObject({ purpose: v.literal('deposit-address'), decision: v.literal('accept'), ...subject }),
    v.strictObject({ purpose: v.literal('device'), decision: v.literal('confirm'), ...subject }),
    v.strictObject({ purpose: v.literal('month'), decision: v.literal('close'), ...subject }),
    v.strictObject({ purpose: v.literal('restore'), decision: v.literal('accept'), ...subject }),
  ],
  'payment, destination, pause, doubt, deposit-address, device, month or restore',
);

export type ChallengeRequest = v.InferOutput<typeof challengeRequestSchema>;

/** The body of `POST /passkeys/enrolments`. */
export const enrolmentRequestSchema = v.strictObject({ name: visibleTextSchema(1, 64) });

/** With certificates of the maker. */
const attestationLimits: ByteLimits = { least: 1, most: 16_384 };

const text = (most: number, form: string) => v.pipe(v.string(form), v.maxLength(most, form));
const bytesText = text(textLength(attestationLimits.most), 'bytes as base64url without padding');

/**
 * What the browser's `PublicKeyCredential.toJSON()` gives. Of the response the two parts that say everything are read;
 * the others repeat them.
 */
export const registrationSchema = v.strictObject({
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: v.literal('public-key', '"public-key"'),
  response: v.strictObject({
    clientDataJSON: bytesSchema(clientDataLimits, "the browser's clientDataJSON as base64url without padding"),
    attestationObject: bytesSchema(attestationLimits, "the device's attestationObject as base64url without padding"),
    authenticatorData: v.exactOptional(bytesText),
    publicKey: v.exactOptional(bytesText),
    publicKeyAlgorithm: v.exactOptional(v.pipe(v.number(), v.integer())),
    transports: v.exactOptional(v.pipe(v.array(text(32, 'a transport')), v.maxLength(16, 'at most 16 transports'))),
  }),
  authenticatorAttachment: v.exactOptional(v.nullable(text(32, 'how the device is attached'))),
  clientExtensionResults: v.looseObject({}),
});

export type Registration = v.InferOutput<typeof registrationSchema>;

/** The body of `POST /passkeys`. */
export const finishRequestSchema = v.strictObject({ registration: registrationSchema });

/** The body of `POST /passkeys/{credentialId}/confirmations`. */
export const confirmationRequestSchema = v.strictObject({
  digest: digestSchema,
  /** Without it the answer says how to get one. */
  word: v.exactOptional(signedWordSchema),
});

/** The body of `POST /passkeys/restore/acceptances`. */
export const restoreRequestSchema = v.strictObject({
  digest: v.pipe(digestSchema, v.description('Of all devices as you saw them.')),
  /** Without it the answer says how to get one. */
  word: v.exactOptional(signedWordSchema),
});

export type RestoreRequest = v.InferOutput<typeof restoreRequestSchema>;

export type DeviceConfirmationRequest = v.InferOutput<typeof confirmationRequestSchema>;

/** Throws InvalidInputError. */
export function parseChallengeRequest(body: unknown): ChallengeRequest {
  return validate('challenge', challengeRequestSchema, body);
}

/** What its owner calls the device. Throws InvalidInputError. */
export function parseEnrolmentRequest(body: unknown): string {
  return validate('enrolment', enrolmentRequestSchema, body).name;
}

/** Throws InvalidInputError. */
export function parseFinishRequest(body: unknown): Registration {
  return validate('device', finishRequestSchema, body).registration;
}

/** Throws InvalidInputError. */
export function parseConfirmationRequest(body: unknown): DeviceConfirmationRequest {
  return validate('confirmation', confirmationRequestSchema, body);
}

/** Throws InvalidInputError. */
export function parseRestoreRequest(body: unknown): RestoreRequest {
  return validate('acceptance', restoreRequestSchema, body);
}
