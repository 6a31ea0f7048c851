import type { ApiSigners } from './api-signers.ts';
import { ed25519Base64, readEd25519Key } from './ed25519.ts';
import { SecretFormatError } from './errors.ts';
import { hmacBase64, hmacHex, hmacKey } from './hmac.ts';
import type { KeySecret } from './secret.ts';
import { type FieldRule, fieldFlaw, keyRules, totpRule } from './secret-rules.ts';
import { KeySigner, type Signer } from './signer.ts';
import type { TwoFactor } from './two-factor.ts';

/** Makes a signer of a secret. Throws a SecretFormatError where a field's text is not the key it should be. */
export async function openSigner(secretId: string, secret: KeySecret): Promise<Signer> {
  const modes = await openApiSigners(secretId, secret);
  const twoFactor = await openSecondFactor(secretId, secret.totpSecret);
  return new KeySigner(secret.apiKey, secret.signing, modes, twoFactor);
}

async function openApiSigners(secretId: string, { signing, key }: KeySecret): Promise<ApiSigners> {
  switch (signing) {
    case 'hmac-sha256':
      return hmacSigners(key);
    case 'ecdsa-secp256k1': {
      // Loaded only for such a key: the curve is slow to load and most keys are HMAC.
      const { readSecp256k1Key, secp256k1Json } = await import('./ecdsa-secp256k1.ts');
      const opened = readSecp256k1Key(key) ?? throwSecretFormat(secretId, keyRules[signing]);
      return { current: undefined, pro: { authType: 'PUB-PRIV', sign: (message) => secp256k1Json(opened, message) } };
    }
    case 'ed25519': {
      const opened = readEd25519Key(key) ?? throwSecretFormat(secretId, keyRules[signing]);
      return { current: (text) => ed25519Base64(opened, text), pro: undefined };
    }
  }
}

function hmacSigners(secretKey: string): ApiSigners {
  const key = hmacKey(secretKey);
  return {
    current: (text) => hmacHex(key, text),
    pro: { authType: 'HMAC', sign: (message) => hmacBase64(key, message) },
  };
}

async function openSecondFactor(secretId: string, totpSecret: string | undefined): Promise<TwoFactor | undefined> {
  if (totpSecret === undefined) return undefined;
  const { openTwoFactor } = await import('./two-factor.ts');
  return openTwoFactor(totpSecret) ?? throwSecretFormat(secretId, totpRule);
}

function throwSecretFormat(secretId: string, rule: FieldRule): never {
  throw new SecretFormatError(secretId, [fieldFlaw(rule, 'not taken (this text)')]);
}
