import type { Destination } from '../../../../console/pages/requests/ask/request-form.ts';

const at = '2026-11-20T10:00:00.000Z';

const common = {
  status: 'active',
  usable: true,
  digest: 'a'.repeat(64),
  proposedBy: 'dave@example.com',
  proposedAt: at,
  lookAlikes: [],
  proofs: [],
  confirmations: [],
  history: [],
  version: 1,
} as const;

type Crypto = Extract<Destination, { kind: 'crypto' }>;

/** A destination on a chain, with what a test is about. */
export function cryptoDestination(changes: Partial<Crypto> = {}): Crypto {
  const address = '0x52908400098527886E0F7030069857D2E4169EE7';
  return {
    ...common,
    kind: 'crypto',
    id: 'acme-usdt-eth',
    coin: 'USDT',
    chain: 'ETH',
    address,
    addressBlocks: [],
    ...changes,
  };
}

export const bankDestination: Destination = {
  ...common,
  kind: 'bank',
  id: 'house-bank-usd',
  coin: 'USD',
  bankAccount: 'HKEX-USD-0042',
};
