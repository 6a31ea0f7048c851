import type { Scope } from '../ledger/pause/scope.ts';
import type { Policy } from '../ledger/policy/policy.ts';

/**
 * A word for who pauses a name that is not configured now: it may be mistyped, and then what was meant goes on. The pause
 * stands all the same, because it may be right: what it names may be on its way out, or come with the next deploy.
 */
export function unknownName(scope: Scope, policy: Policy): string | undefined {
  if (isKnown(scope, policy)) return undefined;
  return `Nothing is configured as ${scope} now. The pause stands; check that this is what you mean.`;
}

function isKnown(scope: Scope, { coins, sweeps, whitelist, accounts }: Policy): boolean {
  const [prefix, name = ''] = scope.split(':');
  switch (prefix) {
    case 'coin':
      return Object.hasOwn(coins, name);
    case 'sweep':
      return sweeps.some(({ id }) => id === name);
    case 'destination':
      return Object.hasOwn(accounts, name) || whitelist.some(({ id }) => id === name);
    default:
      return true;
  }
}
