import * as v from 'valibot';
import { type KeyName, keyNames } from '../base/key-names.ts';
import { fiatCoinSchema } from '../base/schemas.ts';
import type { Policy } from '../ledger/policy/policy.ts';

/**
 * The keys that the policy in force cannot do without. The whitelist key is never among them: a treasury may know all
 * its addresses, and show none to payers.
 */
export function neededKeys({ sweeps, withdrawals }: Pick<Policy, 'sweeps' | 'withdrawals'>): readonly KeyName[] {
  const coins = Object.keys(withdrawals);
  const isNeeded: Record<KeyName, boolean> = {
    read: true,
    transfer: sweeps.some(({ enabled }) => enabled),
    withdrawal: coins.some((coin) => !v.is(fiatCoinSchema, coin)),
    whitelist: false,
    fiat: coins.some((coin) => v.is(fiatCoinSchema, coin)),
  };
  return keyNames.filter((key) => isNeeded[key]);
}
