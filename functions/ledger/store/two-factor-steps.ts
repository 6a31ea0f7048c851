import { createHash } from 'node:crypto';
import type { Table } from './table.ts';

/**
 * Claims a two-factor time step for one secret across all functions and instances. The exchange takes each token once
 * (hashkey-api.md 2.4, -4018), so a step that somebody else has is not used.
 */
export function claimTwoFactorStep(table: Table, secretId: string): (step: number) => Promise<boolean> {
  const pk = `two-factor#${createHash('sha256').update(secretId).digest('hex').slice(0, 16)}`;
  return (step) =>
    table.update(pk, { set: { step }, condition: 'attribute_not_exists(#step) OR #step < :step', values: { step } });
}
