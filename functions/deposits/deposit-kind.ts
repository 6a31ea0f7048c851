/** Coins come to the custody account, and a bank's money to the fiat account (exchange-api.md 3.3). */
export const depositKinds = ['crypto', 'fiat'] as const;
export type DepositKind = (typeof depositKinds)[number];
