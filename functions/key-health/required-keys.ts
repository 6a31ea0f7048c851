import * as v from 'valibot';
import { type KeyName, keyNames } from '../shared/core/key-names.ts';
import { fiatCoinSchema } from '../shared/core/schemas.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';

/**
 * The keys that the policy in force cannot do without. Withdrawals on a chain take the whitelist key too: without it
 * nobody sees that the exchange lists a destination, and none that is confirmed ever becomes active.
 */
export function requiredKeys({ sweeps, withdrawals }: Pick<Policy, 'sweeps' | 'withdrawals'>): readonly KeyName[] {
  const coins = Object.keys(withdrawals);
  const isOnChain = coins.some((coin) => !v.is(fiatCoinSchema, coin));
  const isNeeded: Record<KeyName, boolean> = {
    read: true,
    transfer: sweeps.some(({ enabled }) => enabled),
    withdrawal: isOnChain,
    whitelist: isOnChain,
    fiat: coins.some((coin) => v.is(fiatCoinSchema, coin)),
  };
  return keyNames.filter((key) => isNeeded[key]);
}
