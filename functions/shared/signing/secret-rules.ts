import type { Flaw } from '../core/errors.ts';

export type SigningMode = 'hmac-sha256' | 'ecdsa-secp256k1' | 'ed25519';

export const modesText = "'hmac-sha256', 'ecdsa-secp256k1' or 'ed25519'";

export function isSigningMode(value: unknown): value is SigningMode {
  return value === 'hmac-sha256' || value === 'ecdsa-secp256k1' || value === 'ed25519';
}

/** What a field of a secret must be. `wrong` tells what is wrong with a text, and shows no part of it. */
export interface FieldRule {
  readonly field: 'apiKey' | 'secretKey' | 'privateKey' | 'totpSecret';
  readonly expected: string;
  readonly findFlaw: (text: string) => string | undefined;
}

const plainText = '1 to 512 printable ASCII characters without spaces';

export const apiKeyRule: FieldRule = { field: 'apiKey', expected: plainText, findFlaw: plainTextFlaw };

/** Which field holds the key of a mode, and what must be in it. */
export const keyRules: Readonly<Record<SigningMode, FieldRule>> = {
  'hmac-sha256': { field: 'secretKey', expected: plainText, findFlaw: plainTextFlaw },
  'ecdsa-secp256k1': {
    field: 'privateKey',
    expected: 'Base64 of the 32 bytes of a secp256k1 private key',
    findFlaw: plainTextFlaw,
  },
  ed25519: {
    field: 'privateKey',
    expected: 'an Ed25519 private key in PKCS#8, as PEM or as Base64 of its DER',
    // A PEM text has lines, and a file of it ends with one.
    findFlaw: (text) => (text.startsWith('-----BEGIN ') ? undefined : plainTextFlaw(text)),
  },
};

export const totpRule: FieldRule = {
  field: 'totpSecret',
  expected: 'base32 (RFC 4648) of 10 to 128 bytes; spaces and lower case are taken',
  findFlaw: (text) => (/[^\S ]/.test(text) ? 'holds a line end or a tab' : undefined),
};

export function fieldFlaw(rule: FieldRule, reason: string): Flaw {
  return { field: rule.field, reason, expected: rule.expected };
}

/** A name that is no field. It is shown only if it is a misspelled field: any other may be a pasted value. */
export function unknownField(name: string, signing: SigningMode): Flaw {
  const letters = name.replace(/[ _-]/g, '').toLowerCase();
  if (letters === 'secretkey' || letters === 'privatekey') {
    const wanted = keyRules[signing].field;
    return {
      field: name,
      reason: `no field of an ${signing} key`,
      expected: `the key in ${wanted}, and no such field`,
    };
  }
  if (['apikey', 'signing', 'totpsecret'].includes(letters)) {
    return { field: name, reason: 'unknown field', expected: 'apiKey, signing or totpSecret, spelled so' };
  }
  return { field: '', reason: 'an unknown field, not named here since it may be a value', expected: 'no such field' };
}

function plainTextFlaw(text: string): string | undefined {
  if (text === '') return 'an empty text';
  if (text !== text.trim()) return 'begins or ends with white space, often a pasted line end';
  return /^[\x21-\x7e]{1,512}$/.test(text) ? undefined : 'not taken (this text)';
}
