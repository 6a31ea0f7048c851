/** The keys of the exchange: one secret each, one permission each (exchange-api.md 1.3). */
export const keyNames = ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat'] as const;

export type KeyName = (typeof keyNames)[number];
