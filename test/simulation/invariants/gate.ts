import { compare, decimalsOf } from '../../../functions/base/amount.ts';
import { destinations, otherAddress } from '../ground/policy.ts';
import type { PolicyOptions, Rolling } from '../plan/plan.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type Raw } from '../run/raw.ts';
import { amountOf, limitsOfOne } from './support.ts';

/** A request is decided within the time of its function. */
const decidingMs = 15_000;

/** The gate lets in what the policy allows, and only that. */
export const gate: Invariant = {
  name: 'a request is decided as the policy says',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const now = before === undefined ? instructionOf(item) : undefined;
      if (now === undefined || now.content.kind !== 'withdrawal') return undefined;
      const isAllowedNow = now.status === 'approved';
      const isRight = recentPolicies(observed).some(
        (policy) =>
          isAllowed(policy, now.content) === isAllowedNow &&
          (!isAllowedNow || addressIn(policy, now.content) === now.content.address),
      );
      return isRight
        ? undefined
        : `${now.id} of ${now.content.quantity} to ${now.content.destination} is ${now.status}`;
    },
  }),
};

function recentPolicies({ policies, now }: Observed): PolicyOptions[] {
  const since = now() - decidingMs;
  return policies.filter((_, index) => (policies[index + 1]?.since ?? now()) >= since).map(({ policy }) => policy);
}

function addressIn({ moved }: PolicyOptions, { destination }: Raw): string | undefined {
  const entry = Object.entries(destinations).find(([id]) => id === destination);
  return moved !== undefined && moved === destination ? otherAddress : entry?.[1].address;
}

function isAllowed(policy: PolicyOptions, content: Raw): boolean {
  const { whitelisted } = policy;
  const entry = Object.entries(destinations).find(([id]) => id === content.destination && whitelisted.includes(id));
  if (entry === undefined || entry[1].chain !== content.chain || entry[1].coin !== content.coin) return false;
  const quantity = amountOf(content.quantity);
  const limits = [...limitsOfOne(policy), ...windowsOf(policy).flatMap(({ amount }) => amount ?? [])];
  return decimalsOf(quantity) <= 6 && limits.every((limit) => compare(quantity, amountOf(limit)) <= 0);
}

function windowsOf({ rolling, perDestination }: PolicyOptions): readonly Rolling[] {
  return [...rolling, ...(perDestination?.rolling ?? [])];
}
