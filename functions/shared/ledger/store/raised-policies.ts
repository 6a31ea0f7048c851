import { type PasskeyFloor, raisedTo } from '../policy/passkey-floor.ts';
import { policyInForce } from '../policy/policy-state.ts';
import type { PolicyStateStore } from './policy-store.ts';

/** The policy in force, which asks for no fewer signatures than the stage does, whatever the table says. */
export function raisedPolicies(policies: PolicyStateStore, floor: PasskeyFloor): PolicyStateStore {
  const read = async () => {
    const { inForce, ...state } = await policies.read();
    return { ...state, inForce: { ...inForce, policy: raisedTo(floor, inForce.policy) } };
  };
  return { read, get: async () => policyInForce(await read()) };
}
