import type { BodyOfResponse } from '../../../api/routes.ts';

type KnownCoin = Extract<BodyOfResponse<'GET /limits'>['coins'][number], { readonly known: true }>;

export type RollingLimits = KnownCoin['rolling'];

/** One bar: of a limit by amount, or of one by count. */
export interface LimitBar {
  readonly window: string;
  readonly by: 'amount' | 'count';
  readonly limit: string;
  readonly used: string;
  readonly left: string;
}

/** The bars of a coin's limits. A limit by amount and count has two. */
export function limitBars(rolling: RollingLimits): readonly LimitBar[] {
  return rolling.flatMap(({ window, amount, count }): readonly LimitBar[] => [
    ...(amount === undefined ? [] : [{ window, by: 'amount' as const, ...amount }]),
    ...(count === undefined
      ? []
      : [
          {
            ...{ window, by: 'count' as const },
            ...{ limit: String(count.limit), used: String(count.used), left: String(count.left) },
          },
        ]),
  ]);
}
