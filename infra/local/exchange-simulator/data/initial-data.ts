import type { Account } from '../records.ts';

/** The accounts of the one customer (exchange-api.md 3.3). Custody is three after trading, as on the global site. */
export const initialAccounts: readonly Account[] = [
  { name: 'trading', id: '1649292498437183232', type: 1, label: 'Main Trading Account' },
  { name: 'fiat', id: '1649292498437183234', type: 6, label: 'Fiat Account' },
  { name: 'custody', id: '1649292498437183235', type: 5, label: 'Custody Account' },
  { name: 'prefund', id: '1649292498437183236', type: 9, label: 'Prefund Account' },
];

export const userId = '1649292498437183231';

/** Account name, then coin, then decimal text. */
export type InitialBalances = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const initialBalances: InitialBalances = {
  trading: { USDT: '25000', USDC: '50000', BTC: '2', ETH: '10', TRX: '20000', USD: '10000', HKD: '80000' },
  custody: { USDT: '5000', USDC: '2500', BTC: '0.5', ETH: '1', TRX: '1000' },
  fiat: { USD: '250000', HKD: '500000' },
};

export interface InitialWhitelistEntry {
  readonly id: string;
  readonly coin: string;
  readonly chain: string;
  readonly address: string;
  /** Withdrawals, where nothing is said. */
  readonly type?: 'Deposit' | 'Withdraw';
}

/** Withdrawal addresses that are old enough to be used. None belongs to anyone. */
export const initialWhitelist: readonly InitialWhitelistEntry[] = [
  { id: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7' },
  { id: 'acme-usdt-tron', coin: 'USDT', chain: 'Tron', address: 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf' },
  { id: 'acme-usdc-eth', coin: 'USDC', chain: 'ETH', address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D' },
  { id: 'acme-eth', coin: 'ETH', chain: 'ETH', address: '0xde709f2102306220921060314715629080e2fb77' },
  { id: 'acme-btc', coin: 'BTC', chain: 'BTC', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' },
];

/** Bank accounts that are bound, so that fiat may leave to them. */
export const initialBankAccounts: readonly string[] = ['0128750123456'];
