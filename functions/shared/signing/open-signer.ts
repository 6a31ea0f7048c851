import { ed25519Base64, readEd25519Key } from './ed25519.ts';
import { SecretFormatError } from './errors.ts';
import { hmacBase64, hmacHex, hmacKey } from './hmac.ts';
import type { Modes } from './modes.ts';
import type { KeySecret } from './secret.ts';
import { type FieldRule, flawOf, keyRules, totpRule } from './secret-rules.ts';
import { KeySigner, type Signer } from './signer.ts';
import type { TwoFactor } from './two-factor.ts';

/** Makes a signer of a secret. Throws a SecretFormatError where a field's text is not the key it should be. */
export async function openSigner(secretId: string, secret: KeySecret): Promise<Signer> {
  const modes = await openModes(secretId, secret);
  const twoFactor = await openSecondFactor(secretId, secret.totpSecret);
  return new KeySigner(secret.apiKey, secret.signing, modes, twoFactor);
}

async function openModes(secretId: string, { signing, key }: KeySecret): Promise<Modes> {
  switch (signing) {
    case 'hmac-sha256':
      return hmacModes(key);
    case 'ecdsa-secp256k1': {
      // Loaded only for such a key: the curve is slow to load and most keys are HMAC.
      const { readSecp256k1Key, secp256k1Json } = await import('./ecdsa-secp256k1.ts');
      const opened = readSecp256k1Key(key) ?? refuse(secretId, keyRules[signing]);
      return { current: undefined, pro: { authType: 'PUB-PRIV', sign: (message) => secp256k1Json(opened, message) } };
    }
    case 'ed25519': {
      const opened = readEd25519Key(key) ?? refuse(secretId, keyRules[signing]);
      return { current: (text) => ed25519Base64(opened, text), pro: undefined };
    }
  }
}

function hmacModes(secretKey: string): Modes {
  const key = hmacKey(secretKey);
  return {
    current: (text) => hmacHex(key, text),
    pro: { authType: 'HMAC', sign: (message) => hmacBase64(key, message) },
  };
}

async function openSecondFactor(secretId: string, totpSecret: string | undefined): Promise<TwoFactor | undefined> {
  if (totpSecret === undefined) return undefined;
  const { openTwoFactor } = await import('./two-factor.ts');
  return openTwoFactor(totpSecret) ?? refuse(secretId, totpRule);
}

function refuse(secretId: string, rule: FieldRule): never {
  throw new SecretFormatError(secretId, [flawOf(rule, 'not taken (this text)')]);
}
