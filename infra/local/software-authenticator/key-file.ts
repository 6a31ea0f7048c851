import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { isObject, parseJson } from '../../json.ts';
import { readOrMakeKeyFile } from '../key-file.ts';
import { createSoftwareKey, type SoftwareKey, softwareKeyOf } from './software-key.ts';

/** Reads a software key from a file, or makes one there first. Throws InvalidInputError. */
export async function loadSoftwareKey(file: string): Promise<SoftwareKey> {
  const text = await readOrMakeKeyFile(file, async () => {
    return JSON.stringify(createSoftwareKey().privateKey.export({ format: 'jwk' }));
  });
  const privateKey = text === undefined ? undefined : privateKeyIn(text);
  if (privateKey !== undefined) return softwareKeyOf(privateKey);
  const expected = 'a private key as a JSON Web Key; remove the file to have a new one made';
  throw new InvalidInputError('key', [{ field: file, reason: 'is no key', expected }]);
}

function privateKeyIn(text: string): KeyObject | undefined {
  const key = parseJson(text);
  try {
    return isObject(key) ? createPrivateKey({ key: jwkOf(key), format: 'jwk' }) : undefined;
  } catch {
    // OpenSSL's own error may quote what it was given.
    return undefined;
  }
}

/** The fields that such a key consists of. */
function jwkOf({ kty, crv, x, y, d }: Readonly<Record<string, unknown>>): JsonWebKey {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { kty: text(kty), crv: text(crv), x: text(x), y: text(y), d: text(d) };
}
