import { generateKeyPairSync } from 'node:crypto';
import { openSigner } from '../../../../../functions/shared/signing/open-signer.ts';
import { parseSecret } from '../../../../../functions/shared/signing/secret.ts';
import type { Signer } from '../../../../../functions/shared/signing/signer.ts';

/** Key material made for this run only. */
const ed25519 = generateKeyPairSync('ed25519');

export const ed25519Pem = ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const ed25519Der = ed25519.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
export const ed25519PublicKey = ed25519.publicKey;

export const hmacSecret = {
  apiKey: 'access-key-for-tests',
  secretKey: 'k3y-of-the-tests-alone',
  signing: 'hmac-sha256',
};
export const ed25519Secret = { apiKey: 'access-key-ed25519', privateKey: ed25519Pem, signing: 'ed25519' };
export const ecdsaSecret = {
  apiKey: 'access-key-ecdsa',
  privateKey: Buffer.alloc(32, 7).toString('base64'),
  signing: 'ecdsa-secp256k1',
};
export const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Opens a secret as a key would, without Secrets Manager. */
export function open(secret: object): Promise<Signer> {
  return openSigner('test-secret', parseSecret('test-secret', JSON.stringify(secret)));
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expectedRejection,
    (error: unknown) => error,
  );
}

/** What a function throws. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return expectedRejection;
}

const expectedRejection = 'nothing was thrown';
