import { describe, expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import fc from 'fast-check';
import { checkAddress, sameAddress } from '../../../../functions/shared/address/check-address.ts';
import { commonCharacters, singleChanges } from './support/mutations.ts';

const base58 = createBase58check(sha256);
const usdtContract = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

function addressOf(version: number, hash: Uint8Array): string {
  return base58.encode(Uint8Array.of(version, ...hash));
}

describe('Tron addresses', () => {
  test('a published one is valid and stays as it is: letter case counts', () => {
    expect(checkAddress('Tron', usdtContract)).toEqual({ kind: 'valid', canonical: usdtContract });
    expect(sameAddress('Tron', usdtContract, usdtContract)).toBe(true);
    expect(sameAddress('Tron', usdtContract, usdtContract.toLowerCase())).toBe(false);
  });

  test('any single change is refused', () => {
    for (const changed of singleChanges(usdtContract, commonCharacters)) {
      expect(checkAddress('Tron', changed)).toMatchObject({ kind: 'invalid' });
    }
  });

  test('of any hash is valid and has the shape that is told', () => {
    const hashes = fc.uint8Array({ minLength: 20, maxLength: 20 }).filter((hash) => hash.some((byte) => byte > 0));
    fc.assert(
      fc.property(hashes, (hash) => {
        const address = addressOf(0x41, hash);
        expect(address).toMatch(/^T[1-9A-HJ-NP-Za-km-z]{33}$/);
        expect(checkAddress('Tron', address)).toEqual({ kind: 'valid', canonical: address });
        expect(checkAddress('BTC', address).kind).toBe('invalid');
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['the zero address', addressOf(0x41, new Uint8Array(20))],
    ['the hex form', '41a614f803b6fd780986a42c78ec9c7f77e6ded13c'],
    ['a Bitcoin address', '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'],
    ['an Ethereum address', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['a test prefix', addressOf(0xa0, new Uint8Array(20).fill(1))],
    ['a hash of 21 bytes', addressOf(0x41, new Uint8Array(21).fill(1))],
    ['a line end', `${usdtContract}\n`],
  ])('%s is refused with what would be right', (_name, address) => {
    expect(checkAddress('Tron', address)).toEqual({
      kind: 'invalid',
      reason: expect.any(String),
      expected: expect.any(String),
    });
  });
});
