import { createECDH } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { keccak_256 } from '@noble/hashes/sha3.js';
import fc from 'fast-check';
import { readSecp256k1Key, secp256k1Json } from '../../../../functions/shared/signing/ecdsa-secp256k1.ts';
import { anyCharacter } from '../../../support/text-arbitraries.ts';
import vectors from './signing-vectors.json' with { type: 'json' };
import { order, referenceSign, referenceVerify, toNumber } from './support/reference-secp256k1.ts';

const base64Key = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => {
  const number = toNumber(bytes);
  return number > 0n && number < order;
});

function publicPoint(key: Uint8Array) {
  const ecdh = createECDH('secp256k1');
  ecdh.setPrivateKey(key);
  const bytes = ecdh.getPublicKey();
  return { x: toNumber(bytes.subarray(1, 33)), y: toNumber(bytes.subarray(33)) };
}

describe('ECDSA secp256k1 for HashKey PRO', () => {
  const { privateKeyBase64, publicKeyUncompressedBase64, cases } = vectors.gen1_pro;
  const key = readSecp256k1Key(privateKeyBase64) ?? new Uint8Array();

  test.each(cases)('reproduces the signature of $message', ({ message, keccak256, ecdsa }) => {
    expect(Buffer.from(keccak_256(Buffer.from(message))).toString('hex')).toBe(keccak256);
    expect(JSON.parse(secp256k1Json(key, message))).toEqual(ecdsa);
  });

  test('the key of the vectors has the public key of the vectors', () => {
    const ecdh = createECDH('secp256k1');
    ecdh.setPrivateKey(key);
    expect(ecdh.getPublicKey('base64')).toBe(publicKeyUncompressedBase64);
  });

  test('agrees with a second implementation for any key and message, and verifies with a low s', () => {
    fc.assert(
      fc.property(base64Key, fc.string({ unit: anyCharacter, maxLength: 200 }), (bytes, message) => {
        const hash = keccak_256(Buffer.from(message, 'utf8'));
        const signature = JSON.parse(secp256k1Json(bytes, message));
        expect(signature).toEqual(referenceSign(bytes, hash));
        const s = toNumber(Buffer.from(signature.s, 'base64'));
        expect(s <= order / 2n).toBe(true);
        expect(referenceVerify(publicPoint(bytes), hash, toNumber(Buffer.from(signature.r, 'base64')), s)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('is compact JSON with r, s and v in this order', () => {
    expect(secp256k1Json(key, 'm')).toMatch(/^\{"r":"[A-Za-z0-9+/]{43}=","s":"[A-Za-z0-9+/]{43}=","v":2[78]\}$/);
  });

  test.each([
    ['31 bytes', Buffer.alloc(31, 1).toString('base64')],
    ['33 bytes', Buffer.alloc(33, 1).toString('base64')],
    ['zero', Buffer.alloc(32).toString('base64')],
    ['the order of the group', Buffer.from(order.toString(16), 'hex').toString('base64')],
    ['hex', '01'.repeat(32)],
    ['Base64 without padding', Buffer.alloc(32, 1).toString('base64').replace('=', '')],
    ['Base64 for URLs', Buffer.alloc(32, 0xff).toString('base64url')],
    ['Base64 with stray bits at its end', `${'A'.repeat(42)}B=`],
  ])('%s is no private key', (_form, text) => {
    expect(readSecp256k1Key(text)).toBeUndefined();
  });
});
