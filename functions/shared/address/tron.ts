import { type AddressCheck, type AddressFamily, invalid, valid } from './address-check.ts';
import { decodeBase58Address, isAllZero } from './base58check.ts';

const versionByte = 0x41;
const expected = 'a Tron address in base58check: T and 33 more characters';

/** Tron: base58check of 0x41 and a 20-byte hash. The hex form is not taken; the exchange does not use it. */
export const tron: AddressFamily = {
  check(address: string): AddressCheck {
    const decoded = decodeBase58Address(address);
    if (decoded === undefined) return invalid('not a Tron address, or its checksum is wrong', expected);
    if (decoded.version !== versionByte) return invalid('an address of another chain', expected);
    if (isAllZero(decoded.hash)) return invalid('the zero address: what is sent there is lost', expected);
    return valid(address);
  },

  identity(address: string): string | undefined {
    return decodeBase58Address(address)?.version === versionByte ? address : undefined;
  },
};
