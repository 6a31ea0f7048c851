import { keccak_256 } from '@noble/hashes/sha3.js';

/**
 * A 20-byte account as text with the checksum of EIP-55: a letter is a capital where the hash of the text has a digit
 * of 8 or more.
 */
export function evmAddress(account: Uint8Array): string {
  const plain = Buffer.from(account).toString('hex');
  const hash = Buffer.from(keccak_256(Buffer.from(plain, 'ascii'))).toString('hex');
  const marked = [...plain].map((digit, index) => {
    const isCapital = Number.parseInt(hash.charAt(index), 16) >= 8;
    return isCapital ? digit.toUpperCase() : digit;
  });
  return `0x${marked.join('')}`;
}
