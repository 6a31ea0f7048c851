import { defineTreasury } from './define-treasury.ts';

/**
 * HashKey Exchange itself. A deployment is refused while one of these still is an example:
 *
 * - `accounts`: the ids of your own accounts, from `GET /api/v1/account/type`.
 * - `whitelist`: your own destinations. People prove and confirm each before it may be paid.
 * - `identity`: your identity provider, and the audience that its tokens for this API have.
 * - `notifications`: who is mailed when an alarm goes off.
 *
 * Add `console.domain`, and `passkeys: { require: 'all', roots }` as soon as people have devices: docs/bootstrap.md, 14.
 *
 * `roles` names the groups in those tokens. The amounts are low on purpose: raise them when you have seen it run.
 */
export default defineTreasury({
  environment: 'hashkey-production',
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
      max: '50000',
      schedule: 'cron(0 18 ? * MON-FRI *)',
      timezone: 'Asia/Hong_Kong',
      // It decides and says what it would move. Take this out when you agree with it.
      dryRun: true,
    },
  ],
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  ],
  withdrawals: {
    USDT: {
      perInstruction: '10000',
      rolling: { '24h': '25000', '7d': '100000' },
      counts: { '24h': 10, '7d': 40 },
      perDestination: { rolling: { '24h': '15000' } },
      // Two people for every amount: who may put events on the bus can ask in another's name.
      approvals: [
        { over: '0', quorum: 2, groups: ['treasury', 'finance'] },
        { over: '5000', quorum: 3, groups: ['treasury', 'finance'] },
      ],
    },
  },
  approvalExpiry: '24h',
  whitelistCoolOff: '24h',
  looseningDelay: '24h',
  // An order that cannot be found goes to people, until an exchange check with this environment has shown that it would
  // be.
  absence: 'ask',
  // Keys of this environment are bound to addresses. Two stay the same: docs/egress.md says what they cost.
  egress: { staticIp: true },
  // Seven years in which nobody can delete an export, whoever he is. It cannot be taken back, so settle it before you
  // deploy.
  exports: { retentionDays: 2_557, lock: 'compliance' },
  // Beside mails, subscribe what wakes your people to the topic `hashkey-treasury-production-alarms`.
  notifications: { emails: ['treasury-oncall@example.com'] },
  identity: { issuer: 'https://login.example.com', audience: 'treasury' },
  roles: {
    requester: ['ops'],
    approver: ['treasury', 'finance'],
    whitelister: ['treasury', 'compliance'],
    operator: ['oncall'],
    auditor: ['audit'],
  },
});
