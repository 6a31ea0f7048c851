import * as v from 'valibot';
import { iso } from '../core/clock.ts';
import { rule } from '../core/rule.ts';
import { type ByteLimits, decodeBase64url, textLength } from './base64url.ts';

/** Bytes as canonical base64url text. `form` says what would be right. */
export function bytesSchema(limits: ByteLimits, form: string) {
  return v.pipe(
    v.string(form),
    v.regex(/^[A-Za-z0-9_-]+$/, form),
    v.maxLength(textLength(limits.most), form),
    rule((text) => decodeBase64url(text, limits) !== undefined, {
      reason: 'is not the one base64url text of as many bytes as it may have',
      expected: form,
    }),
  );
}

export const credentialIdLimits: ByteLimits = { least: 16, most: 1_023 };

/** What a device calls its key. */
export const credentialIdSchema = bytesSchema(
  credentialIdLimits,
  'the id of a credential, 16 to 1023 bytes as base64url without padding',
);

const expiryForm = 'a moment in UTC with milliseconds, such as "2026-11-20T10:00:00.000Z"';

/** A moment in the one form that is signed. */
export const expirySchema = v.pipe(
  v.string(expiryForm),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, expiryForm),
  rule(isMoment, { reason: 'is no moment', expected: expiryForm }),
);

function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return Number.isFinite(time) && iso(time) === text;
}
