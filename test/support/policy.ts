import type { Clock } from '../../functions/shared/core/clock.ts';
import { policyKey } from '../../functions/shared/core/item-keys.ts';
import type { Policy } from '../../functions/shared/ledger/policy/policy.ts';
import { type PolicyState, proposePolicyChange } from '../../functions/shared/ledger/policy/policy-state.ts';
import { openPolicyStore, type PolicyStateStore } from '../../functions/shared/ledger/store/policy-store.ts';
import type { Item, Table } from '../../functions/shared/ledger/store/table.ts';
import { noon } from './clock.ts';

/** The policy's item as the first deployment of this policy leaves it. Everybody knows of it. */
export function initialPolicyItem(policy: Policy, at: number = noon): Item & { readonly standing: PolicyState } {
  return {
    pk: policyKey,
    version: 1,
    standing: proposePolicyChange(undefined, 0, policy, { by: 'deploy', at }),
    announced: 1,
  };
}

/** The policy store, and a way to put another policy in force at once, as if it had never been otherwise. */
export function testPolicyStore(table: Table, clock: Clock): PolicyStateStore & { put(policy: Policy): Promise<void> } {
  return { ...openPolicyStore(table, clock), put: (policy) => table.put(initialPolicyItem(policy)) };
}
