import {
  depositAddressKey,
  exchangeReadingsKey,
  instructionKey,
  knownOrderKey,
  ledgerExportKey,
  limitBookKey,
  movementScanKey,
  paceKey,
  pauseKey,
  policyKey,
  sourceClaimKey,
  tickKey,
  twoFactorKey,
  whitelistDirectoryKey,
  whitelistEntryKey,
} from '../../functions/shared/core/item-keys.ts';

/** The sorts of items in the table, each by the pattern of its keys. */
export const itemKeyPatterns = {
  instructions: instructionKey('*'),
  limitBooks: limitBookKey('*'),
  whitelistEntries: whitelistEntryKey('*'),
  whitelistDirectory: whitelistDirectoryKey,
  policy: policyKey,
  pause: pauseKey,
  pacing: paceKey('*'),
  sourceClaims: sourceClaimKey('*', '*'),
  depositAddresses: depositAddressKey('*', '*'),
  movementScans: movementScanKey('*'),
  knownOrders: knownOrderKey('*'),
  exchangeReadings: exchangeReadingsKey,
  twoFactorSteps: twoFactorKey('*'),
  tickStarts: tickKey,
  ledgerExport: ledgerExportKey,
} as const;

export type ItemType = keyof typeof itemKeyPatterns;
