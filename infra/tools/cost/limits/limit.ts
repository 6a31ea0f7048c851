import type { Decimal } from '../decimal.ts';

/** Whose limit it is. The exchange's come first: nobody can lift them but HashKey. */
export const owners = ['the exchange', 'ours', 'AWS'] as const;
export type Owner = (typeof owners)[number];

/** Something that bounds how many instructions a stage can take. */
export interface Limit {
  readonly owner: Owner;
  readonly name: string;
  /** What it bounds. */
  readonly of: 'withdrawals' | 'sweeps' | 'deposit addresses';
  /** So many of them a day, where they come evenly over its hours. */
  readonly perDay: Decimal;
  /** How that follows. */
  readonly because: string;
  /** What would lift it. */
  readonly lift: string;
}
