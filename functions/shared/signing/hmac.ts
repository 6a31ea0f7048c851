import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * The secret as a key, made once: a KeyObject signs several times faster than a text does. The text is used as it is,
 * never decoded.
 */
export function hmacKey(secret: string): KeyObject {
  return createSecretKey(secret, 'utf8');
}

/** HMAC-SHA256 of the UTF-8 bytes, lower-case hex: today's API (exchange-api.md 2.1). */
export function hmacHex(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

/** HMAC-SHA256 of the UTF-8 bytes, standard Base64: HashKey PRO (exchange-api.md 2.6). */
export function hmacBase64(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('base64');
}
