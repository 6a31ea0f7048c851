import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import { environments } from '../../../functions/shared/exchange/environments/registry.ts';
import {
  type ResolvedEnvironment,
  resolveEnvironment,
} from '../../../functions/shared/exchange/environments/resolve.ts';

/**
 * Which environment a URL is. A host of the registry is that environment, production included: what is to be deployed
 * against an environment is learned from that environment. Every other host is `local`, by the rules of `npm start`.
 * Throws InvalidInputError.
 */
export function environmentForUrl(url: string): ResolvedEnvironment {
  const origin = URL.canParse(url) ? new URL(url).origin : undefined;
  const known = environments.find(({ rest }) => rest !== undefined && rest === origin);
  if (known === undefined) return resolveEnvironment('local', url, { environment: '--exchange', url: '--exchange' });
  if (known.treasury.available) return resolveEnvironment(known.id);
  throw new InvalidInputError('command line', [
    { field: '--exchange', reason: known.treasury.reason, expected: 'an environment that has transfers' },
  ]);
}
