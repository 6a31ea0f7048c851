import { keccak_256 } from '@noble/hashes/sha3.js';
import { type AddressCheck, type AddressFamily, invalid, valid } from './address-check.ts';

const hexPattern = /^0x[0-9a-fA-F]{40}$/;
const zeroPattern = /^0x0{40}$/;
const expected = '0x and 40 hex digits, in one case or with the letter case of EIP-55';

/**
 * Addresses of Ethereum and of the chains that took its form. All digits in one case carry no checksum, so a typing
 * mistake in such a one cannot be found; mixed case must be exactly what EIP-55 gives.
 */
export const evm: AddressFamily = {
  check(address: string): AddressCheck {
    if (!hexPattern.test(address)) return invalid('not 0x and 40 hex digits', expected);
    if (zeroPattern.test(address))
      return invalid('the zero address: what is sent there is lost', 'an address that somebody owns');
    const digits = address.slice(2);
    const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
    if (!isOneCase && address !== checksummed(digits.toLowerCase())) {
      return invalid('the letter case is not that of EIP-55: a character may be wrong', expected);
    }
    return valid(address.toLowerCase());
  },

  // The exchange shows the same address now in lower case, now checksummed (exchange-api.md 3.6).
  identity: (address) => (hexPattern.test(address) ? address.toLowerCase() : undefined),
};

/**
 * EIP-55: a letter is upper-case where the Keccak-256 of the lower-case digits, as ASCII, has a half-byte of 8 or more.
 */
function checksummed(lowerDigits: string): string {
  const hash = Buffer.from(keccak_256(Buffer.from(lowerDigits, 'ascii'))).toString('hex');
  const cased = Array.from(lowerDigits, (digit, i) => (hash.charAt(i) >= '8' ? digit.toUpperCase() : digit));
  return `0x${cased.join('')}`;
}
