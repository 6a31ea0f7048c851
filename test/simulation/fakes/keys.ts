import type { ApiKey, Permission } from '../../../infra/local/exchange-simulator/keys.ts';

/** The keys of the simulated company, and one for a person who moves funds by hand. */
export const keyPermissions = {
  read: [],
  transfer: ['transfer'],
  withdrawal: ['withdrawal'],
  whitelist: ['whitelist'],
  fiat: ['fiat'],
  person: ['transfer', 'withdrawal', 'fiat'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type SimulatedKey = keyof typeof keyPermissions;
/** Those that functions have. */
export type FunctionKey = Exclude<SimulatedKey, 'person'>;

export function apiKeyOf(name: string, version: number): string {
  return `simulatedApiKey${name}${version}`.padEnd(48, '0');
}

export function secretKeyOf(name: string, version: number): string {
  return `simulatedSecretKey${name}${version}`.padEnd(48, '1');
}

/** What Secrets Manager holds. */
export function secretText(name: string, version: number): string {
  return JSON.stringify({
    apiKey: apiKeyOf(name, version),
    secretKey: secretKeyOf(name, version),
    signing: 'hmac-sha256',
  });
}

/** What the exchange knows. Plain HMAC keys: others take long to make. */
export function registrationOf(name: SimulatedKey, version: number): ApiKey {
  return {
    apiKey: apiKeyOf(name, version),
    permissions: keyPermissions[name],
    credential: { kind: 'hmac-sha256', secretKey: secretKeyOf(name, version) },
  };
}

export function isSimulatedKey(name: string): name is SimulatedKey {
  return Object.hasOwn(keyPermissions, name);
}
