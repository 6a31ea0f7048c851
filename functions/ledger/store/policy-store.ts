import { TreasuryError } from '../../base/errors.ts';
import { type Policy, parsePolicy } from '../policy/policy.ts';
import type { Table } from './table.ts';

/** No policy was deployed, so nothing is allowed. */
export class PolicyMissingError extends TreasuryError {
  constructor() {
    super('policy-missing', 'not-sent', 'The table holds no policy yet: deploy the stack, which puts it there');
  }
}

/** The policy in force. Functions read it here and nowhere else. */
export interface PolicyStore {
  /** Reads it anew each time, strongly consistent: what was allowed yesterday may be forbidden now. */
  get(): Promise<Policy>;
  put(policy: Policy): Promise<void>;
}

const key = 'policy';

export function openPolicyStore(table: Table): PolicyStore {
  return {
    get: async () => {
      const item = await table.get(key);
      if (item === undefined) throw new PolicyMissingError();
      return parsePolicy(item.policy);
    },
    put: (policy) => table.put({ pk: key, policy }),
  };
}
