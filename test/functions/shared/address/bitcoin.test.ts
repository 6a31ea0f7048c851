import { describe, expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import fc from 'fast-check';
import type { Network } from '../../../../functions/shared/address/address-check.ts';
import { checkAddress, sameAddress } from '../../../../functions/shared/address/check-address.ts';
import { commonCharacters, singleChanges } from './support/mutations.ts';

const base58 = createBase58check(sha256);
// All of the public key that BIP-173 uses in its examples.
const main = [
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3',
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
  '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN',
];
const testNetwork = [
  'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx',
  'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
  'mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r',
];

function addressOf(version: number, hash: Uint8Array): string {
  return base58.encode(Uint8Array.of(version, ...hash));
}

describe('Bitcoin addresses', () => {
  test.each(main)('%s is valid on the main network and on no other', (address) => {
    expect(checkAddress('BTC', address)).toEqual({ kind: 'valid', canonical: address });
    expect(checkAddress('BTC', address, { network: 'test' })).toMatchObject({ kind: 'invalid' });
  });

  test.each(testNetwork)('%s is valid on a test network and on no other', (address) => {
    expect(checkAddress('BTC', address, { network: 'test' })).toEqual({ kind: 'valid', canonical: address });
    expect(checkAddress('BTC', address)).toMatchObject({ kind: 'invalid', reason: expect.stringContaining('network') });
  });

  test('in upper-case bech32 are the same as in lower case', () => {
    const [address = ''] = main;
    expect(checkAddress('BTC', address.toUpperCase())).toEqual({ kind: 'valid', canonical: address });
    expect(sameAddress('BTC', address, address.toUpperCase())).toBe(true);
  });

  test.each(main)('%s: any single change is refused', (address) => {
    for (const changed of singleChanges(address, commonCharacters)) {
      expect(checkAddress('BTC', changed).kind).toBe('invalid');
      expect(sameAddress('BTC', address, changed)).toBe(false);
    }
  });

  const forms: [string, Network, number, (hash: Uint8Array) => string][] = [
    ['P2PKH', 'main', 20, (hash) => addressOf(0x00, hash)],
    ['P2SH', 'main', 20, (hash) => addressOf(0x05, hash)],
    ['P2WPKH', 'main', 20, (hash) => bech32.encode('bc', [0, ...bech32.toWords(hash)])],
    ['P2WSH', 'main', 32, (hash) => bech32.encode('bc', [0, ...bech32.toWords(hash)])],
    ['taproot', 'main', 32, (hash) => bech32m.encode('bc', [1, ...bech32m.toWords(hash)])],
    ['test P2PKH', 'test', 20, (hash) => addressOf(0x6f, hash)],
    ['test P2SH', 'test', 20, (hash) => addressOf(0xc4, hash)],
    ['regtest taproot', 'test', 32, (hash) => bech32m.encode('bcrt', [1, ...bech32m.toWords(hash)])],
  ];

  test.each(forms)(
    '%s of any hash is valid, and refused with one character changed',
    (_form, network, length, encode) => {
      const hashes = fc
        .uint8Array({ minLength: length, maxLength: length })
        .filter((hash) => hash.some((byte) => byte > 0));
      fc.assert(
        fc.property(hashes, fc.nat(), fc.constantFrom(...commonCharacters), (hash, place, character) => {
          const address = encode(hash);
          expect(checkAddress('BTC', address, { network })).toEqual({ kind: 'valid', canonical: address });
          const i = place % address.length;
          fc.pre(address[i] !== character);
          const changed = address.slice(0, i) + character + address.slice(i + 1);
          expect(checkAddress('BTC', changed, { network }).kind).toBe('invalid');
        }),
      );
    },
  );

  test.each([
    ['nothing', ''],
    ['a prefix of another chain', 'tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut'],
    ['a version that has no rules yet', 'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs'],
    ['the last version', 'BC1SW50QGDZ25J'],
    ['version 1 of 40 bytes', 'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y'],
    ['the hash of nobody', '1111111111111111111114oLvT2'],
    ['the witness program of nobody', bech32.encode('bc', [0, ...bech32.toWords(new Uint8Array(20))])],
    ['a Tron address', addressOf(0x41, new Uint8Array(20).fill(1))],
    ['a hash of 19 bytes', addressOf(0x00, new Uint8Array(19).fill(1))],
    ['a hash of 21 bytes', addressOf(0x00, new Uint8Array(21).fill(1))],
    ['a space after it', `${main[3]} `],
    ['a link', `bitcoin:${main[3]}`],
    ['a very long text', '1'.repeat(100_000)],
  ])('%s is refused with what would be right', (_name, address) => {
    const check = checkAddress('BTC', address);
    expect(check).toEqual({ kind: 'invalid', reason: expect.any(String), expected: expect.stringContaining('bc1') });
  });
});
