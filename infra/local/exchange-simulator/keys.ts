import { secp256k1 } from '@noble/curves/secp256k1.js';
import { derive } from './seeded-random.ts';

/** What a key may do beyond reading (exchange-api.md 1.3). */
export type Permission = 'transfer' | 'withdrawal' | 'whitelist' | 'fiat' | 'trade';

/** How the exchange recognises the holder. Of asymmetric keys it knows only the public half. */
export type KeyCredential =
  | { readonly kind: 'hmac-sha256'; readonly secretKey: string }
  /** Base64 or hex of the 32 bytes, base64 of the SPKI form, or PEM. ASSUMPTION A22: as on the sister site. */
  | { readonly kind: 'ed25519'; readonly publicKey: string }
  | { readonly kind: 'pro-hmac'; readonly secretKey: string }
  /** 33 bytes, compressed. */
  | { readonly kind: 'pro-ecdsa'; readonly publicKey: Uint8Array };

export interface ApiKey {
  readonly apiKey: string;
  readonly permissions: readonly Permission[];
  readonly credential: KeyCredential;
  /** Where given, other addresses are refused with 0202. */
  readonly ipList?: readonly string[];
  /** Base32. Where given, two-factor for the API is switched on. */
  readonly totpSecret?: string;
}

/** A key as its holder keeps it, in the form of our secrets. */
export type SimulatorSecret =
  | { readonly apiKey: string; readonly secretKey: string; readonly signing: 'hmac-sha256' }
  | { readonly apiKey: string; readonly privateKey: string; readonly signing: 'ecdsa-secp256k1' };

/** The keys that come with the simulator. `read` may only read; each of the others may do one thing more. */
export const simulatorKeyNames = [
  'read',
  'transfer',
  'withdrawal',
  'whitelist',
  'fiat',
  'trade',
  'proPubPriv',
  'proHmac',
] as const;
export type SimulatorKeyName = (typeof simulatorKeyNames)[number];
export type SimulatorSecrets = Readonly<Record<SimulatorKeyName, SimulatorSecret>>;

/** The same keys for the same seed, so that a file of keys outlives a restart. They open nothing but play money. */
export function simulatorSecrets(seed: number): SimulatorSecrets {
  const current = (name: SimulatorKeyName): SimulatorSecret => ({
    apiKey: derive(seed, 'api-key', name).toString('hex'),
    secretKey: derive(seed, 'secret', name).toString('hex'),
    signing: 'hmac-sha256',
  });
  // HashKey PRO's keys are base64 of decimal digits, its secrets base64 of 32 bytes (exchange-api.md 2.6).
  const proKey = (name: SimulatorKeyName) =>
    Buffer.from(String(derive(seed, 'api-key', name).readBigUInt64BE()).padStart(20, '0')).toString('base64');
  const proSecret = (name: SimulatorKeyName) => derive(seed, 'secret', name).toString('base64');
  return {
    read: current('read'),
    transfer: current('transfer'),
    withdrawal: current('withdrawal'),
    whitelist: current('whitelist'),
    fiat: current('fiat'),
    trade: current('trade'),
    proPubPriv: {
      apiKey: proKey('proPubPriv'),
      privateKey: proSecret('proPubPriv'),
      signing: 'ecdsa-secp256k1',
    },
    proHmac: { apiKey: proKey('proHmac'), secretKey: proSecret('proHmac'), signing: 'hmac-sha256' },
  };
}

/** What the exchange keeps of these keys. */
export function registrations(secrets: SimulatorSecrets): ApiKey[] {
  return simulatorKeyNames.map((name) => {
    const secret = secrets[name];
    const permissions: Permission[] = isPermission(name) ? [name] : [];
    return { apiKey: secret.apiKey, permissions, credential: credentialOf(name, secret) };
  });
}

function isPermission(name: SimulatorKeyName): name is Permission & SimulatorKeyName {
  return name !== 'read' && name !== 'proPubPriv' && name !== 'proHmac';
}

function credentialOf(name: SimulatorKeyName, secret: SimulatorSecret): KeyCredential {
  if (secret.signing === 'ecdsa-secp256k1') {
    return { kind: 'pro-ecdsa', publicKey: secp256k1.getPublicKey(Buffer.from(secret.privateKey, 'base64')) };
  }
  return { kind: name === 'proHmac' ? 'pro-hmac' : 'hmac-sha256', secretKey: secret.secretKey };
}
