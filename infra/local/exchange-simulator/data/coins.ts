import { type Amount, amount } from '../../../../functions/shared/core/amount.ts';

/**
 * A chain of a coin. Requests and exchangeInfo name the same chain differently (exchange-api.md section 6), and so does
 * this simulator, to catch who mixes them.
 */
export interface ChainData {
  /** What requests take: `ETH`, `BTC`, `Tron`. */
  readonly name: 'ETH' | 'BTC' | 'Tron';
  /** What exchangeInfo shows: `ERC20`, `Bitcoin`, `TRC20`. */
  readonly listedAs: string;
  readonly fee: Amount;
  readonly minWithdraw: Amount;
  /** Zero: no maximum. */
  readonly maxWithdraw: Amount;
  readonly minDeposit: Amount;
  readonly confirmations: number;
}

export interface CoinData {
  readonly coin: string;
  readonly name: string;
  readonly tokenType: 'CHAIN_TOKEN' | 'ERC20_TOKEN' | 'REAL_MONEY';
  /** The most places a quantity may have: at most the 8 that records show. ASSUMPTION A25: none are published. */
  readonly decimals: number;
  /** None for fiat. */
  readonly chains: readonly ChainData[];
  /** What a fiat withdrawal costs. Zero for crypto, whose fee is the chain's. */
  readonly fiatFee: Amount;
  readonly minFiatWithdraw: Amount;
}

type ChainText = readonly [name: ChainData['name'], listedAs: string, fee: string, min: string, max: string];

function crypto(
  coin: string,
  name: string,
  tokenType: 'CHAIN_TOKEN' | 'ERC20_TOKEN',
  decimals: number,
  minDeposit: string,
  chains: readonly ChainText[],
): CoinData {
  return {
    coin,
    name,
    tokenType,
    decimals,
    chains: chains.map(([chain, listedAs, fee, min, max]) => ({
      name: chain,
      listedAs,
      fee: amount(fee),
      minWithdraw: amount(min),
      maxWithdraw: amount(max),
      minDeposit: amount(minDeposit),
      confirmations: chain === 'ETH' ? 64 : 10,
    })),
    fiatFee: amount('0'),
    minFiatWithdraw: amount('0'),
  };
}

function fiat(coin: string, name: string, fee: string, min: string): CoinData {
  const none = { decimals: 2, chains: [] };
  return { coin, name, tokenType: 'REAL_MONEY', ...none, fiatFee: amount(fee), minFiatWithdraw: amount(min) };
}

/** The coins traded here. Fees and minimums are of the size that was seen (exchange-api.md 3.15), not today's. */
export const coins: readonly CoinData[] = [
  crypto('BTC', 'Bitcoin', 'CHAIN_TOKEN', 8, '0.0005', [['BTC', 'Bitcoin', '0.0001', '0.002', '0']]),
  crypto('ETH', 'Ethereum', 'CHAIN_TOKEN', 8, '0.005', [['ETH', 'ERC20', '0.001', '0.01', '0']]),
  crypto('USDT', 'Tether USD', 'ERC20_TOKEN', 6, '1', [
    ['ETH', 'ERC20', '1', '5', '1000000'],
    ['Tron', 'TRC20', '1', '2', '1000000'],
  ]),
  crypto('USDC', 'USD Coin', 'ERC20_TOKEN', 6, '1', [['ETH', 'ERC20', '1', '25', '0']]),
  crypto('TRX', 'TRON', 'CHAIN_TOKEN', 6, '1', [['Tron', 'TRC20', '1', '10', '0']]),
  fiat('USD', 'US Dollar', '25', '100'),
  fiat('HKD', 'Hong Kong Dollar', '0', '100'),
];

export function coinData(coin: string): CoinData | undefined {
  return coins.find((each) => each.coin === coin);
}

/** `chain` by its request-side name. Case counts. */
export function chainData(coin: CoinData, chain: string): ChainData | undefined {
  return coin.chains.find((each) => each.name === chain);
}

/** How the whitelist endpoints name a coin: `USDT_ETH`, or the coin alone where it has but one chain (section 6). */
export function readWhitelistCoin(text: string): { readonly coin: CoinData; readonly chain: ChainData } | undefined {
  for (const coin of coins) {
    for (const chain of coin.chains) {
      const short = coin.chains.length === 1 && text === coin.coin;
      if (short || text === `${coin.coin}_${chain.name}`) return { coin, chain };
    }
  }
  return undefined;
}
