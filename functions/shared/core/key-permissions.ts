import type { KeyName } from './key-names.ts';

/** What a key may be allowed beside reading. */
export const permissions = ['transfer', 'withdrawal', 'whitelist', 'fiat', 'trading'] as const;

export type Permission = (typeof permissions)[number];

/** The same in the words of the vendor's page (exchange-api.md 1.3). */
export const permissionNames: Readonly<Record<Permission, string>> = {
  transfer: 'Allow internal transfer',
  withdrawal: 'Allow Withdrawal',
  whitelist: 'Allow wallet address whitelist',
  fiat: 'Allow fiat withdrawal',
  trading: 'Allow Trading',
};

/** The one permission that each key's job needs. Reading needs a valid key and no permission. */
export const requiredPermission: Readonly<Record<KeyName, Permission | undefined>> = {
  read: undefined,
  transfer: 'transfer',
  withdrawal: 'withdrawal',
  whitelist: 'whitelist',
  fiat: 'fiat',
};
