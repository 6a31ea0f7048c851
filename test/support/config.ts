import type { TreasuryInput } from '../../infra/config/schema.ts';
import { acmeAddress } from './instructions.ts';

const config: TreasuryInput = {
  environment: 'hashkey-sandbox',
  accounts: { trading: '1649292498437183232', custody: '1649292498437183235' },
  coins: { USDT: { decimals: 6 } },
  sweeps: [
    {
      id: 'usdt-to-custody',
      coin: 'USDT',
      from: 'trading',
      to: 'custody',
      amount: { above: '10000' },
      min: '100',
      max: '250000',
      schedule: 'cron(0 18 ? * MON-FRI *)',
      timezone: 'Asia/Hong_Kong',
    },
  ],
  whitelist: [{ id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: acmeAddress }],
  withdrawals: { USDT: { perInstruction: '50000' } },
  identity: { issuer: 'https://login.example.com', audience: 'treasury' },
  roles: { requester: ['ops'], approver: ['treasury', 'finance'], whitelister: ['treasury'] },
};

/** A whole configuration with some parts exchanged, right or wrong. */
export function configWith(changes: Record<string, unknown> = {}): TreasuryInput {
  return { ...config, ...changes } as TreasuryInput;
}

/** The configuration's sweep with some parts exchanged. */
export function sweepWith(changes: Record<string, unknown>): Record<string, unknown> {
  return { sweeps: [{ ...config.sweeps?.[0], ...changes }] };
}
