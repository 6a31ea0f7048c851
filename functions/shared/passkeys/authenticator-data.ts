/** What a device says of an assertion. */
export interface AuthenticatorData {
  /** SHA-256 of the id of the relying party. */
  readonly rpIdHash: Buffer;
  readonly isUserPresent: boolean;
  readonly isUserVerified: boolean;
  /** The key may be copied to other devices of its owner. */
  readonly isBackupEligible: boolean;
  /** It has been. */
  readonly isBackedUp: boolean;
  /** How often it has signed. Always 0 of a device that does not count. */
  readonly signCount: number;
}

/** The bits of the one byte of flags. */
const flag = {
  userPresent: 0x01,
  userVerified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  attestedCredential: 0x40,
  extensions: 0x80,
} as const;

const fixedLength = 37;
/** CBOR's major type of a map, in the upper three bits. */
const mapType = 5;

/**
 * Reads the authenticator data of an assertion by its fixed layout. Undefined where it is of another one, brings a key
 * (which belongs to a registration), or says that it is backed up without being able to. Extensions that nobody asked
 * for are let through, as the specification has it, and not read.
 */
export function readAuthenticatorData(bytes: Buffer): AuthenticatorData | undefined {
  if (bytes.length < fixedLength) return undefined;
  const flags = bytes.readUInt8(32);
  const has = (bit: number) => (flags & bit) !== 0;
  if (has(flag.attestedCredential) || (has(flag.backedUp) && !has(flag.backupEligible))) return undefined;
  const rest = bytes.subarray(fixedLength);
  if (has(flag.extensions) ? !isMap(rest) : rest.length > 0) return undefined;
  return {
    rpIdHash: bytes.subarray(0, 32),
    isUserPresent: has(flag.userPresent),
    isUserVerified: has(flag.userVerified),
    isBackupEligible: has(flag.backupEligible),
    isBackedUp: has(flag.backedUp),
    signCount: bytes.readUInt32BE(33),
  };
}

function isMap(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.readUInt8(0) >> 5 === mapType;
}
