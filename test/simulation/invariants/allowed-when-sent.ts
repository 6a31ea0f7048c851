import { compare } from '../../../functions/base/amount.ts';
import { destinations, otherAddress, sweeps } from '../ground/policy.ts';
import type { PolicyOptions } from '../plan/plan.ts';
import type { Execution, Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type Raw } from '../run/raw.ts';
import { amountOf, limitsOfOne, windowMs } from './support.ts';

/** What the exchange takes was allowed by a policy that was in force at some moment of the last receive window. */
export const allowedWhenSent: Invariant = {
  name: 'nothing is executed that the policy does not allow',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.post === undefined) return undefined;
      const id = execution.order.clientOrderId;
      const content = instructionOf(observed.item(`instruction#${id}`))?.content;
      if (content === undefined) return `${id} is no instruction`;
      const isAllowed = policiesInForce(observed).some((policy) => allows(policy, content, execution));
      return isAllowed ? undefined : `${id} ${content.quantity} to ${content.destination}`;
    },
  }),
};

/** The policies that were in force at some moment of the last receive window. */
export function policiesInForce({ policies, now }: Observed): PolicyOptions[] {
  const since = now() - windowMs;
  return policies.filter((_, index) => (policies[index + 1]?.since ?? now()) >= since).map(({ policy }) => policy);
}

function allows(policy: PolicyOptions, content: Raw, { kind, order }: Execution): boolean {
  if (compare(order.quantity, amountOf(content.quantity)) !== 0 || order.coin !== content.coin) return false;
  if (kind === 'asset-transfer') {
    const sweep = sweeps.find(({ id }) => id === content.sweepId);
    return sweep === undefined ? policy.manySweeps !== undefined : policy.enabledSweeps.includes(sweep.id);
  }
  const entry = Object.entries(destinations).find(([id]) => id === content.destination);
  if (entry === undefined || !policy.whitelisted.includes(entry[0])) return false;
  const address = policy.moved === entry[0] ? otherAddress : entry[1].address;
  const isWithinLimit = limitsOfOne(policy).every((limit) => compare(order.quantity, amountOf(limit)) <= 0);
  return isWithinLimit && order.address === address && order.chain === entry[1].chain;
}
