import type { Clock } from '../../core/clock.ts';
import { TreasuryError } from '../../core/errors.ts';
import { policyKey } from '../../core/item-keys.ts';
import { applyDueLoosening, type PolicyInForce, type PolicyState, policyInForce } from '../policy/policy-state.ts';
import { parsePolicyItem } from './policy-item.ts';
import type { Table } from './table.ts';

/** No policy was deployed, so nothing is allowed. */
export class PolicyMissingError extends TreasuryError {
  constructor() {
    super('policy-missing', 'The table holds no policy yet: deploy the stack, which puts it there');
  }
}

/** The policy in force. Functions read it here and nowhere else. */
export interface PolicyStore {
  /** Reads it anew each time, strongly consistent: what was allowed yesterday may be forbidden now. */
  get(): Promise<PolicyInForce>;
}

export interface PolicyStateStore extends PolicyStore {
  /** The policy in force now, with the one that waits and what happened last. */
  read(): Promise<PolicyState>;
}

export function openPolicyStore(table: Table, clock: Clock): PolicyStateStore {
  const read = async () => {
    const { standing, announced } = parsePolicyItem(await table.get(policyKey));
    if (standing === undefined) throw new PolicyMissingError();
    // Nobody has to write down that the time of a looser policy has come.
    return applyDueLoosening(standing, announced, clock.now());
  };
  return { read, get: async () => policyInForce(await read()) };
}
