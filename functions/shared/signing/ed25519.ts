import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { decodeBase64 } from './base64.ts';

const pemPattern = /^-----BEGIN PRIVATE KEY-----\r?\n[A-Za-z0-9+/=\r\n]+\r?\n-----END PRIVATE KEY-----(\r?\n)?$/;

/** Reads an Ed25519 private key: PKCS#8 as PEM, or as Base64 of its DER. Undefined for anything else. */
export function readEd25519Key(text: string): KeyObject | undefined {
  const key = pemPattern.test(text) ? parse(() => createPrivateKey(text)) : readDer(text);
  return key?.asymmetricKeyType === 'ed25519' ? key : undefined;
}

/** Signs the UTF-8 bytes; standard Base64 (exchange-api.md 2.3; ASSUMPTION A22 that HashKey HK takes it). */
export function ed25519Base64(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
}

function readDer(text: string): KeyObject | undefined {
  const der = decodeBase64(text);
  if (der === undefined) return undefined;
  return parse(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

/** Any parser error means the same: this is no such key. It is not passed on, for it speaks about the key's inside. */
function parse(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
