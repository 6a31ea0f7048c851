import type { Role } from '../../../functions/shared/ledger/policy/policy.ts';
import { openDepositAddresses } from '../../../functions/shared/ledger/store/deposit-addresses.ts';
import { requireRole } from '../../../functions/shared/runtime/http/identity.ts';
import { checkExchange } from '../../../functions/whitelist/check-exchange.ts';
import { confirmEntry, revokeEntry } from '../../../functions/whitelist/confirm-or-revoke.ts';
import { proposeEntry } from '../../../functions/whitelist/propose-entry.ts';
import { proveEntry } from '../../../functions/whitelist/prove-entry.ts';
import { parseConfirmation, parseProof } from '../../../functions/whitelist/requests.ts';
import { commonDependencies, type FunctionDefinition, type InvocationInput, type Ports } from '../fakes/ports.ts';

const limitMs = 25_000;

function partsOf(ground: Ports) {
  const { table, report } = ground;
  const exchange = ground.exchange('whitelist');
  // Only there is a cool-off as short as the policy says.
  return { ...commonDependencies(ground), known: openDepositAddresses(table), exchange, environment: 'local', report };
}

/** The policy in force, where it allows this person to do so. */
async function policyFor(
  { policies }: ReturnType<typeof partsOf>,
  { by: user, groups }: InvocationInput,
  roles: readonly Role[] = ['whitelister'],
) {
  const policy = await policies.get();
  requireRole({ user, groups }, policy.roles, roles, 'change the whitelist');
  return policy;
}

/** The routes of the whitelist, and its look at the exchange's own list. */
export const whitelistFunctions = {
  proposal: {
    limitMs,
    open: (ground) => {
      const parts = partsOf(ground);
      return async (input) => proposeEntry(parts, await policyFor(parts, input), input.by, input.body);
    },
  },
  proof: {
    limitMs,
    open: (ground) => {
      const parts = partsOf(ground);
      return async (input) => {
        await policyFor(parts, input);
        return proveEntry(parts, input.of, input.by, parseProof(input.body));
      };
    },
  },
  confirmation: {
    limitMs,
    open: (ground) => {
      const parts = partsOf(ground);
      return async (input) =>
        confirmEntry(parts, await policyFor(parts, input), input.of, input.by, parseConfirmation(input.body));
    },
  },
  revocation: {
    limitMs,
    open: (ground) => {
      const parts = partsOf(ground);
      return async (input) => {
        await policyFor(parts, input, ['whitelister', 'operator']);
        return revokeEntry(parts, input.of, input.by);
      };
    },
  },
  'whitelist-check': {
    limitMs,
    open: (ground) => {
      const parts = partsOf(ground);
      return async () => checkExchange(parts, await parts.policies.get());
    },
  },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
