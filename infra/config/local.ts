import { defineTreasury, type Treasury } from './define-treasury.ts';
import type { TreasuryInput } from './schema.ts';

export interface LocalParts {
  readonly accounts: TreasuryInput['accounts'];
  readonly whitelist: NonNullable<TreasuryInput['whitelist']>;
  /** What the sweep moves to custody. */
  readonly coin: string;
  /** Whether there is a key for payments to banks. */
  readonly paysBanks: boolean;
}

/** The accounts and an address of the exchange simulator. */
const simulator: LocalParts = {
  accounts: { trading: '1649292498437183232', custody: '1649292498437183235' },
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  ],
  coin: 'USDT',
  paysBanks: true,
};

/** One person for the smallest amounts, two of different groups for the rest. */
const approvals = [
  { over: '0', quorum: 1 },
  { over: '1', quorum: 2, groups: ['treasury', 'finance'] },
];

/**
 * The stage that `npm start` runs. Another exchange brings its own accounts and whitelist entries. The sweep moves a
 * share, so that it moves something whatever the balance is.
 */
export function localTreasury({ accounts, whitelist, coin, paysBanks }: LocalParts = simulator): Treasury {
  const crypto = new Set([coin, ...whitelist.map((entry) => entry.coin)]);
  // Fiat leaves to a bank account, once people have put one into the whitelist.
  const coins: TreasuryInput['coins'] = {
    ...Object.fromEntries([...crypto].map((name) => [name, { decimals: 6 }])),
    ...(paysBanks ? { USD: { decimals: 2 } } : {}),
  };
  return defineTreasury({
    environment: 'local',
    accounts,
    coins,
    sweeps: [
      {
        id: `${coin.toLowerCase()}-to-custody`,
        coin,
        from: 'trading',
        to: 'custody',
        amount: { percentage: '10' },
        schedule: 'rate(1 hour)',
        timezone: 'Asia/Hong_Kong',
      },
    ],
    whitelist,
    withdrawals: Object.fromEntries(Object.keys(coins).map((name) => [name, { perInstruction: '1000', approvals }])),
    // No production host is reached from this stage, and the simulator is known to show every order.
    absence: 'prove',
    approvalExpiry: '1h',
    whitelistCoolOff: '5s',
    looseningDelay: '10s',
    identity: { issuer: 'https://login.example.com', audience: 'treasury' },
    roles: {
      requester: ['ops'],
      approver: ['treasury', 'finance'],
      whitelister: ['treasury'],
      operator: ['oncall'],
      auditor: ['audit'],
    },
  });
}

export default localTreasury();
