import { twoFactorKey } from '../../core/item-keys.ts';
import type { Table } from './table.ts';

/**
 * Claims a two-factor time step across all functions and instances. `secret` is the fingerprint of the TOTP secret:
 * several keys of one user may share it. The exchange takes each token once (exchange-api.md 2.4, -4018), so a step
 * that somebody else has is not used.
 */
export function claimTwoFactorStep(table: Table, secret: string, step: number): Promise<boolean> {
  const condition = 'attribute_not_exists(#step) OR #step < :step';
  return table.update(twoFactorKey(secret), { set: { step }, condition, values: { step } });
}
