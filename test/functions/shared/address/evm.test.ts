import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAddress, sameAddress } from '../../../../functions/shared/address/check-address.ts';
import { commonCharacters, singleChanges } from './support/mutations.ts';

// The vectors of EIP-55.
const mixed = [
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
];
const upper = ['0x52908400098527886E0F7030069857D2E4169EE7', '0x8617E340B3D01FA5F11F306F4090FD50E238070D'];
const lower = ['0xde709f2102306220921060314715629080e2fb77', '0x27b1fdb04752bbc536007a920d24acb045561c26'];
const chains = ['ETH', 'AvalancheC', 'Polygon', 'Optimism', 'Arbitrum', 'zkSync', 'Klaytn', 'Merlin Chain', 'BSC'];

describe('EVM addresses', () => {
  test.each([...mixed, ...upper, ...lower])('%s is valid, comparable in lower case', (address) => {
    expect(checkAddress('ETH', address)).toEqual({ kind: 'valid', canonical: address.toLowerCase() });
  });

  test.each(chains)('%s takes them', (chain) => {
    for (const address of mixed) expect(checkAddress(chain, address).kind).toBe('valid');
  });

  test.each(mixed)('%s: any single change is refused', (address) => {
    for (const changed of singleChanges(address, commonCharacters)) {
      expect(checkAddress('ETH', changed)).toMatchObject({
        kind: 'invalid',
        expected: expect.stringContaining('EIP-55'),
      });
    }
  });

  test('in one case carry no checksum: a changed digit is knowingly taken, anything else refused', () => {
    const address = lower[0] ?? '';
    // Without upper case: one such letter makes it a checksummed form, and with few letters a right one now and then.
    for (const changed of singleChanges(address, commonCharacters.toLowerCase())) {
      expect(checkAddress('ETH', changed).kind).toBe(/^0x[0-9a-f]{40}$/.test(changed) ? 'valid' : 'invalid');
    }
  });

  test('of any bytes are taken in lower and in upper case and are the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{39}[1-9a-f]$/), (digits) => {
        const [small, large] = [`0x${digits}`, `0x${digits.toUpperCase()}`];
        expect(checkAddress('ETH', large)).toEqual({ kind: 'valid', canonical: small });
        expect(sameAddress('ETH', small, large)).toBe(true);
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['the zero address', `0x${'0'.repeat(40)}`],
    ['no prefix', (mixed[0] ?? '').slice(2)],
    ['an upper-case prefix', `0X${(upper[0] ?? '').slice(2)}`],
    ['39 digits', (lower[0] ?? '').slice(0, -1)],
    ['41 digits', `${lower[0]}0`],
    ['a space before it', ` ${lower[0]}`],
    ['a line end', `${lower[0]}\n`],
    ['a digit of another script', `${(lower[0] ?? '').slice(0, -1)}７`],
    ['a name', 'treasury.example.eth'],
    ['a Bitcoin address', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ])('%s is refused with what would be right', (_name, address) => {
    const check = checkAddress('ETH', address);
    expect(check).toEqual({ kind: 'invalid', reason: expect.any(String), expected: expect.any(String) });
  });

  test('that differ in letter case only are the same account, even where the case is wrong', () => {
    const address = mixed[0] ?? '';
    const wrongCase = address.replace('aAeb', 'AaEB');
    expect(checkAddress('ETH', wrongCase).kind).toBe('invalid');
    expect(sameAddress('ETH', address, wrongCase)).toBe(true);
    expect(sameAddress('ETH', address, mixed[1] ?? '')).toBe(false);
    expect(sameAddress('ETH', 'nobody', 'nobody')).toBe(false);
  });
});
