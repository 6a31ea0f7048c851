import { createHash } from 'node:crypto';

/** What an authenticator says beside its signature. */
export interface DeviceReport {
  readonly isUserPresent: boolean;
  readonly isUserVerified: boolean;
  readonly isBackupEligible: boolean;
  readonly isBackedUp: boolean;
  readonly signCount: number;
}

/** Of a device whose key stays in it, and that does not count. */
export const usualReport: DeviceReport = {
  isUserPresent: true,
  isUserVerified: true,
  isBackupEligible: false,
  isBackedUp: false,
  signCount: 0,
};

/** The authenticator data of an assertion, or with a credential that of a registration. */
export function authenticatorDataOf(rpId: string, report: DeviceReport, credential?: Uint8Array): Buffer {
  const flags =
    (report.isUserPresent ? 0x01 : 0) |
    (report.isUserVerified ? 0x04 : 0) |
    (report.isBackupEligible ? 0x08 : 0) |
    (report.isBackedUp ? 0x10 : 0) |
    (credential === undefined ? 0 : 0x40);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(report.signCount);
  const rpIdHash = createHash('sha256').update(rpId).digest();
  return Buffer.concat([rpIdHash, Buffer.from([flags]), count, credential ?? Buffer.alloc(0)]);
}
