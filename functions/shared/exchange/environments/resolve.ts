import { InvalidInputError } from '../../core/errors.ts';
import type { Environment } from './environment.ts';
import { environments } from './registry.ts';

/** An environment with the origin to call. */
export interface ResolvedEnvironment extends Environment {
  readonly rest: string;
}

/** No stage without a host of its own may reach it. */
const productionDomain = 'hashkey.com';

/** Where a wrong value came from, so that a refusal speaks of what the reader can change. */
export interface SettingNames {
  readonly environment: string;
  readonly url: string;
}

const variables: SettingNames = { environment: 'EXCHANGE_ENVIRONMENT', url: 'EXCHANGE_URL' };

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a URL's host name is this machine. */
export function isOnThisMachine(hostname: string): boolean {
  return loopback.has(hostname);
}

/**
 * Finds an environment by its id. One without an origin of its own takes `url`; one that has an origin takes no other,
 * so that a key cannot be sent to a host that somebody put into an environment variable.
 */
export function resolveEnvironment(id: string, url?: string, names: SettingNames = variables): ResolvedEnvironment {
  const environment = environments.find((candidate) => candidate.id === id);
  if (environment === undefined) {
    const expected = `one of ${environments.map((candidate) => candidate.id).join(', ')}`;
    throw new InvalidInputError('environment', [
      { field: names.environment, reason: `there is no environment ${id}`, expected },
    ]);
  }
  if (environment.rest !== undefined) {
    if (url === undefined) return { ...environment, rest: environment.rest };
    throw urlError(names.url, `${id} has its own host`, `no ${names.url}`);
  }
  if (url === undefined)
    throw urlError(names.url, `${id} has no host of its own`, `the URL of the exchange in ${names.url}`);
  return { ...environment, rest: checkedOrigin(url, names.url) };
}

function checkedOrigin(url: string, field: string): string {
  if (!URL.canParse(url)) throw urlError(field, 'not a URL', 'an address such as https://exchange.example.com');
  const { protocol, hostname, origin, pathname, search } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && isOnThisMachine(hostname))) {
    throw urlError(field, 'would send keys in the clear', 'https, or http to this machine');
  }
  if (pathname !== '/' || search !== '') throw urlError(field, 'has a path or a query', 'only scheme, host and port');
  // A trailing dot names the same host. The whole domain is refused: every host in it is the real exchange or its kin.
  const host = hostname.replace(/\.$/, '');
  if (host === productionDomain || host.endsWith(`.${productionDomain}`)) {
    throw urlError(field, `is a host of ${productionDomain}`, 'an exchange that is not in production');
  }
  return origin;
}

function urlError(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError('environment', [{ field, reason, expected }]);
}
