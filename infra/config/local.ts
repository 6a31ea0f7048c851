import type { PasskeyLevel } from '../../functions/shared/ledger/policy/passkeys.ts';
import { defineTreasury, type Treasury } from './define-treasury.ts';
import type { TreasuryInput } from './schema.ts';

export interface LocalStageOptions {
  readonly accounts: TreasuryInput['accounts'];
  readonly whitelist: NonNullable<TreasuryInput['whitelist']>;
  /** What the sweep moves to custody. */
  readonly coin: string;
  /** Whether there is a key for payments to banks. */
  readonly paysBanks: boolean;
  /** The first devices, as lines of a configuration. Without any nothing is signed. */
  readonly roots?: readonly string[];
  /** What takes a signature of a device, beside large payments. Nothing where nothing is said. */
  readonly require?: PasskeyLevel;
  /** How long people have to approve. */
  readonly approvalExpiry?: string;
  /** How long a looser policy waits. */
  readonly looseningDelay?: string;
}

/** The accounts and an address of the exchange simulator. */
const simulatorOptions: LocalStageOptions = {
  accounts: { trading: '1649292498437183232', custody: '1649292498437183235' },
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  ],
  coin: 'USDT',
  paysBanks: true,
};

/** Over this a device of each approver signs, where the stage has any. The smallest payments need none, to play with. */
const signedOver = '300';

/** Two people of different groups for every amount, and a third one for a large one. */
function approvalTiers(isSigned: boolean) {
  const both = { quorum: 2, groups: ['treasury', 'finance'] };
  const signature = isSigned ? { passkeys: true as const } : {};
  return [
    { over: '0', ...both },
    ...(isSigned ? [{ over: signedOver, ...both, ...signature }] : []),
    { over: '500', ...both, quorum: 3, ...signature },
  ];
}

/** Long enough to play with the API by hand. */
const defaultApprovalExpiry = '1h';

/** A day elsewhere. Nobody should have to wait so long for a demo. */
const defaultLooseningDelay = '5s';

/**
 * The stage that `npm start` runs. Another exchange brings its own accounts and whitelist entries. The sweep moves a
 * share, so that it moves something whatever the balance is.
 */
export function localTreasury(options: LocalStageOptions = simulatorOptions): Treasury {
  const { accounts, whitelist, coin, paysBanks } = options;
  const { approvalExpiry = defaultApprovalExpiry, looseningDelay = defaultLooseningDelay, roots = [] } = options;
  const { require = 'off' } = options;
  const approvals = approvalTiers(roots.length > 0);
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
    // A withdrawal may be funded from what the sweep leaves.
    funding: { to: 'custody', from: ['trading'], maxPerTransfer: { [coin]: '1000' } },
    whitelist,
    withdrawals: Object.fromEntries(Object.keys(coins).map((name) => [name, { perInstruction: '1000', approvals }])),
    passkeys: { roots: [...roots], require },
    // No production host is reached from this stage, and the simulator is known to show every order.
    absence: 'prove',
    approvalExpiry,
    // A day elsewhere.
    whitelistCoolOff: '5s',
    looseningDelay,
    // Nothing is locked on this machine.
    exports: { retentionDays: 1, lock: 'governance' },
    identity: { issuer: 'https://login.example.com', audience: 'treasury' },
    roles: {
      requester: ['ops'],
      approver: ['treasury', 'finance'],
      // Whoever brings in a destination does not approve payments to it, so it takes people beside the approvers.
      whitelister: ['treasury', 'compliance'],
      operator: ['oncall'],
      auditor: ['audit'],
    },
  });
}

export default localTreasury();
