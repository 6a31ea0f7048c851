import { compare } from '../../../functions/shared/core/amount.ts';
import type { Execution, Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';
import { fundingFlaw } from './funding-rules.ts';
import { clocksOffMs, entriesSince, policiesSince } from './item-periods.ts';
import { addressFlaw, coolOffFlaw, isSweepEnabled, paymentFlaw } from './payment-rules.ts';
import { quorumFlaw } from './quorum-rules.ts';
import { amountOf, windowMs } from './support.ts';

/**
 * What the exchange takes was allowed at some moment of the last receive window: by a policy, by the whitelist, and by
 * the people who had agreed. What was forbidden before that is not sent.
 */
export const allowedWhenSent: Invariant = {
  name: 'nothing is executed that the policy, the whitelist or the people do not allow',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.post === undefined) return undefined;
      const id = execution.order.clientOrderId;
      const instruction = instructionOf(observed.item(`instruction#${id}`));
      if (instruction === undefined) return `${id} is no instruction, or not the one that was written`;
      const flaw = orderFlaw(execution, instruction) ?? flawOf(observed, execution, instruction);
      return flaw === undefined ? undefined : `${id}: ${flaw}`;
    },
  }),
};

function orderFlaw({ kind, order }: Execution, { content }: RawInstruction): string | undefined {
  if (kind !== content.kind) return `a ${kind} is taken`;
  if (compare(order.quantity, amountOf(content.quantity)) !== 0 || order.coin !== content.coin)
    return `${order.quantity} ${order.coin} is taken`;
  if (kind === 'asset-transfer') return undefined;
  if (kind === 'fiat-withdrawal')
    return order.bankAccount === content.address ? undefined : `${order.bankAccount} is paid`;
  const isPlace = order.address === content.address && order.chain === content.chain;
  return isPlace ? undefined : `${order.address} on ${order.chain} is paid`;
}

function flawOf(observed: Observed, { kind }: Execution, instruction: RawInstruction): string | undefined {
  if (kind === 'asset-transfer') return sweepFlaw(observed, instruction);
  const { content } = instruction;
  const since = observed.now() - windowMs;
  const aheadMs = 2 * clocksOffMs(observed);
  const flaws = policiesSince(observed, since).flatMap((policy) =>
    entriesSince(observed, content.destination, since).map((entry) => {
      const flaw = paymentFlaw(policy, entry, content) ?? quorumFlaw(policy, entry, instruction);
      if (flaw !== undefined || entry === undefined) return flaw;
      return addressFlaw(entry, content) ?? coolOffFlaw(policy, entry, observed.now(), aheadMs);
    }),
  );
  return flaws.includes(undefined) ? undefined : flaws.join('; ');
}

function sweepFlaw(observed: Observed, { content }: RawInstruction): string | undefined {
  const policies = policiesSince(observed, observed.now() - windowMs);
  if (content.funds !== undefined) {
    const flaws = policies.map((policy) => fundingFlaw(policy, content));
    return flaws.includes(undefined) ? undefined : flaws.join('; ');
  }
  const isEnabled = policies.some((policy) => isSweepEnabled(policy, content));
  return isEnabled ? undefined : `the sweep ${content.sweepId} is switched off`;
}
