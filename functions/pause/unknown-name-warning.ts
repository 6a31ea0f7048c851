import type { Scope } from '../shared/ledger/pause/scope.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';

/**
 * A warning for who pauses a name that is not configured now: it may be mistyped, and then what was meant goes on. The
 * pause stands all the same, because it may be right: what it names may be on its way out, or come with the next
 * deploy.
 */
export async function unknownNameWarning(
  scope: Scope,
  policy: Policy,
  whitelist: Pick<WhitelistStore, 'get'>,
): Promise<string | undefined> {
  if (await isKnown(scope, policy, whitelist)) return undefined;
  return `Nothing is configured as ${scope} now. The pause stands; check that this is what you mean.`;
}

async function isKnown(
  scope: Scope,
  { coins, sweeps, accounts }: Policy,
  whitelist: Pick<WhitelistStore, 'get'>,
): Promise<boolean> {
  const [prefix, name = ''] = scope.split(':');
  switch (prefix) {
    case 'coin':
      return Object.hasOwn(coins, name);
    case 'sweep':
      return sweeps.some(({ id }) => id === name);
    case 'destination':
      return Object.hasOwn(accounts, name) || (await whitelist.get(name)) !== undefined;
    default:
      return true;
  }
}
