import {
  depositAddressKey,
  instructionKey,
  knownOrderKey,
  ledgerExportKey,
  limitBookKey,
  movementScanKey,
  noticeKey,
  paceKey,
  pauseKey,
  paymentHistoryKey,
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
  paymentHistories: paymentHistoryKey('*'),
  twoFactorSteps: twoFactorKey('*'),
  tickStarts: tickKey,
  ledgerExport: ledgerExportKey,
  notices: noticeKey('*', '*', '*'),
} as const;

export type ItemType = keyof typeof itemKeyPatterns;
