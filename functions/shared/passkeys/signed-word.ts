import * as v from 'valibot';
import type { ByteLimits } from './base64url.ts';
import { bytesSchema, credentialIdSchema, expirySchema } from './schemas.ts';

export const nonceLimits: ByteLimits = { least: 32, most: 32 };
export const clientDataLimits: ByteLimits = { least: 1, most: 4_096 };
/** 37 bytes, and what extensions may add. */
export const authenticatorDataLimits: ByteLimits = { least: 37, most: 1_024 };
/** An RSA key of 4096 bits makes the longest. */
export const signatureLimits: ByteLimits = { least: 8, most: 512 };

/**
 * What a device gave back for a statement, as items keep it and calls bring it. What the statement says beside nonce
 * and expiry is never taken from here: it is made anew from what is decided about.
 */
export const signedWordSchema = v.strictObject({
  credentialId: credentialIdSchema,
  nonce: bytesSchema(nonceLimits, 'the nonce that was given for it, 32 bytes as base64url without padding'),
  expiresAt: expirySchema,
  clientDataJSON: bytesSchema(clientDataLimits, "the browser's clientDataJSON as base64url without padding"),
  authenticatorData: bytesSchema(
    authenticatorDataLimits,
    "the device's authenticatorData as base64url without padding",
  ),
  signature: bytesSchema(signatureLimits, "the device's signature as base64url without padding"),
});

export type SignedWord = Readonly<v.InferOutput<typeof signedWordSchema>>;
