import type { CheckedTreasury } from './schema.ts';

/** A limit that fills up: how much, or how often, a coin may leave in a window such as `24h`. */
export interface MonitoredLimit {
  readonly coin: string;
  readonly window: string;
}

/** What of the configuration is seen from outside. */
export interface MonitoredAssets {
  /** Coins that can move. */
  readonly coins: readonly string[];
  readonly limits: readonly MonitoredLimit[];
}

/** A policy that people loosened or tightened since may have other limits: a deployment brings their alarms. */
export function monitoredAssets({ sweeps, withdrawals }: CheckedTreasury): MonitoredAssets {
  const limits = Object.entries(withdrawals).flatMap(([coin, { rolling, counts }]) => {
    const windows = new Set([...Object.keys(rolling), ...Object.keys(counts)]);
    return [...windows].toSorted().map((window) => ({ coin, window }));
  });
  const coins = new Set([...Object.keys(withdrawals), ...sweeps.map(({ coin }) => coin)]);
  return { coins: [...coins].toSorted(), limits };
}
