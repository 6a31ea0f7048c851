import { bech32, bech32m } from '@scure/base';

/** A native segregated witness address taken apart (BIP-173, BIP-350). */
export interface WitnessAddress {
  /** Lower-case human-readable part, such as `bc`. */
  readonly prefix: string;
  /** 0 to 16. */
  readonly version: number;
  readonly program: Uint8Array;
}

const charactersMax = 90;

/**
 * Decodes an address of any prefix: version 0 in bech32, versions 1 to 16 in bech32m, never crosswise. Undefined for
 * a wrong checksum, mixed case, wrong padding or a program of an impossible length.
 */
export function decodeWitnessAddress(address: string): WitnessAddress | undefined {
  if (address.length > charactersMax) return undefined;
  return (
    decodeWith(bech32, address, (version) => version === 0) ?? decodeWith(bech32m, address, (version) => version > 0)
  );
}

function decodeWith(
  codec: typeof bech32,
  address: string,
  isVersion: (version: number) => boolean,
): WitnessAddress | undefined {
  const decoded = codec.decodeUnsafe(address, charactersMax);
  const version = decoded?.words[0];
  if (decoded === undefined || version === undefined || !isVersion(version) || version > 16) return undefined;
  const program = codec.fromWordsUnsafe(decoded.words.slice(1));
  return program !== undefined && isLength(version, program.length)
    ? { prefix: decoded.prefix, version, program }
    : undefined;
}

/** BIP-141: 2 to 40 bytes, and for version 0 a hash of 20 or 32. */
function isLength(version: number, length: number): boolean {
  return version === 0 ? length === 20 || length === 32 : length >= 2 && length <= 40;
}
