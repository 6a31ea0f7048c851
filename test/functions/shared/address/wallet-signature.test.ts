import { describe, expect, test } from '@jest/globals';
import { signatureFlaw } from '../../../../functions/shared/address/wallet-signature.ts';

const hex = (bytes: number) => 'ab'.repeat(bytes);
const base64 = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');

describe('the form of a wallet’s signature', () => {
  test.each([
    ['ETH', `0x${hex(65)}`],
    ['ETH', hex(65)],
    ['ETH', `0x${hex(64)}`],
    ['Polygon', `0x${hex(130)}`],
    ['Tron', `0x${hex(65).toUpperCase()}`],
    ['BTC', base64(65)],
    ['BTC', base64(107)],
  ])('on %s: %s', (chain, signature) => {
    expect(signatureFlaw(chain, signature)).toBeUndefined();
  });

  test.each([
    ['ETH', 'zz'],
    ['ETH', '0x'],
    ['ETH', '0x1234'],
    ['ETH', `0x${hex(66)}`],
    ['ETH', `0X${hex(65)}`],
    ['ETH', `0x${'00'.repeat(65)}`],
    ['ETH', base64(65)],
    ['Tron', 'zz'],
    ['BTC', 'zz'],
    ['BTC', base64(32)],
    ['BTC', `${base64(65)}=`],
    ['BTC', Buffer.alloc(65).toString('base64')],
    ['BTC', hex(65).slice(1)],
  ])('is not that on %s: %s', (chain, signature) => {
    expect(signatureFlaw(chain, signature)).toBeDefined();
  });
});
