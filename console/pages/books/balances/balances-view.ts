import type { BodyOfResponse } from '../../../api/routes.ts';

export type BalancesView = BodyOfResponse<'GET /balances'>;
export type AccountView = BalancesView['accounts'][number];
export type CoinView = AccountView['coins'][number];

/** How long ago something was, in the largest unit that it has a whole one of. */
export function ageParts(seconds: number): {
  readonly count: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
} {
  if (seconds < 60) return { count: seconds, unit: 'second' };
  if (seconds < 3_600) return { count: Math.floor(seconds / 60), unit: 'minute' };
  if (seconds < 86_400) return { count: Math.floor(seconds / 3_600), unit: 'hour' };
  return { count: Math.floor(seconds / 86_400), unit: 'day' };
}
