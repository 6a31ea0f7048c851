import { defineTreasury, type Treasury } from './define-treasury.ts';
import type { TreasuryInput } from './schema.ts';

type LocalParts = Pick<TreasuryInput, 'accounts'> & { readonly whitelist: NonNullable<TreasuryInput['whitelist']> };

/** The accounts and addresses of the exchange simulator. */
const simulator: LocalParts = {
  accounts: { trading: '1649292498437183232', custody: '1649292498437183235' },
  whitelist: [
    { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  ],
};

/**
 * The stage that `npm start` runs. Another exchange brings its own accounts and whitelist entries. The sweep moves a
 * share, so that it moves something whatever the balance is.
 */
export function localTreasury({ accounts, whitelist }: LocalParts = simulator): Treasury {
  const coin = whitelist[0]?.coin ?? 'USDT';
  const coins = Object.fromEntries(
    ['USDT', ...whitelist.map((entry) => entry.coin)].map((name) => [name, { decimals: 6 }]),
  );
  const amounts = Object.keys(coins).map((name) => [name, { perInstruction: '1000' }]);
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
    withdrawals: Object.fromEntries(amounts),
    approvalExpiry: '1h',
    identity: { issuer: 'https://login.example.com', audience: 'treasury' },
    roles: { requester: ['ops'], approver: ['treasury', 'finance'], operator: ['oncall'], auditor: ['audit'] },
  });
}

export default localTreasury();
