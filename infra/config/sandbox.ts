import { defineTreasury } from './define-treasury.ts';

/** HashKey Exchange's sandbox. Put your own account ids, addresses and identity provider here; the rest is a start. */
export default defineTreasury({
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
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  ],
  withdrawals: {
    USDT: {
      perInstruction: '50000',
      rolling: { '24h': '200000', '7d': '500000' },
      approvals: [
        { over: '0', quorum: 1 },
        { over: '10000', quorum: 2, groups: ['treasury', 'finance'] },
      ],
    },
  },
  approvalExpiry: '24h',
  whitelistCoolOff: '24h',
  looseningDelay: '24h',
  // Play money: long enough to try out what an auditor does, and somebody can clear it away.
  exports: { retentionDays: 60, lock: 'governance' },
  identity: { issuer: 'https://login.example.com', audience: 'treasury' },
  roles: {
    requester: ['ops'],
    approver: ['treasury', 'finance'],
    whitelister: ['treasury'],
    operator: ['oncall'],
    auditor: ['audit'],
  },
});
