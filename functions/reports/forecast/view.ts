import { iso } from '../../shared/core/clock.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import { ageSeconds } from '../../shared/ledger/readings/view.ts';
import type { BalancesPicture, SeenAccount } from '../balances/view.ts';
import type { MovementHistory } from './average-movements.ts';
import { type Forecast, type ForecastCoin, forecast } from './forecast.ts';
import type { ForecastInput } from './forecast-input.ts';
import type { PlannedPayments } from './plan-payments.ts';
import type { PlannedRuns } from './plan-runs.ts';
import type { Shortfall } from './shortfalls.ts';
import type { forecastViewSchema } from './view-schema.ts';

type ForecastView = ResponseType<typeof forecastViewSchema>;

/** So many runs are shown. All of them are counted in. */
const runsShown = 500;

/** All that a forecast is made of. */
export interface ForecastPlan {
  readonly picture: BalancesPicture;
  readonly input: ForecastInput;
  readonly payments: PlannedPayments;
  readonly runs: PlannedRuns;
  /** Where averages are asked for. */
  readonly history: MovementHistory | undefined;
}

export function forecastView({ picture, input, payments, runs, history }: ForecastPlan): ForecastView {
  const found = forecast(input);
  const shortfalls = found.shortfalls.map(shortfallView);
  const [firstShortfall] = shortfalls;
  return {
    at: iso(input.now),
    until: iso(input.until),
    movements: history === undefined ? 'planned' : 'average',
    ...(history === undefined ? {} : { history: historyView(history) }),
    accounts: picture.accounts.map((account) => accountView(account, picture.coins, found, input.now)),
    ...(firstShortfall === undefined ? {} : { firstShortfall }),
    shortfalls,
    payments: payments.payments.map(({ instructionId, account, coin, amount }) => {
      const at = found.paidAt.get(instructionId);
      return { instructionId, account, coin, amount, ...(at === undefined ? {} : { coveredAt: iso(at) }) };
    }),
    runs: found.runs.slice(0, runsShown).map(({ at, isTimeKnown, sweepId, quantity, reason }) => ({
      at: iso(at),
      timeKnown: isTimeKnown,
      sweepId,
      quantity,
      ...(reason === undefined ? {} : { reason }),
    })),
    runsLeftOut: Math.max(0, found.runs.length - runsShown),
    notForecast: payments.notForecast,
    feesUnknown: payments.feesUnknown,
    unscheduled: runs.unscheduled,
    complete: picture.underWay.isComplete && picture.underWay.corrupt.length === 0,
  };
}

function shortfallView({ at, ...shortfall }: Shortfall): ForecastView['shortfalls'][number] {
  return { at: iso(at), ...shortfall };
}

function historyView({ from, to, days, leftOut }: MovementHistory): NonNullable<ForecastView['history']> {
  return from === undefined || to === undefined || days === 0
    ? { known: false }
    : { known: true, from, to, days, leftOut };
}

function accountView(
  { account, last }: SeenAccount,
  ours: readonly string[],
  { coins }: Forecast,
  now: number,
): ForecastView['accounts'][number] {
  const here = coins.filter((each) => each.account === account);
  const expected = [...ours, ...(last?.unreadable ?? [])];
  const unknown = [...new Set(expected)].filter((coin) => !here.some((each) => each.coin === coin));
  return {
    account,
    ...(last === undefined ? {} : { readAt: iso(last.readAt), ageSeconds: ageSeconds(last.readAt, now) }),
    coins: here.map(coinView),
    unknown,
  };
}

function coinView({ coin, opening, free, lowest, days }: ForecastCoin) {
  return {
    coin,
    now: opening,
    end: free,
    lowest: { at: iso(lowest.at), free: lowest.free },
    days: days.map(({ at, free: left }) => ({ at: iso(at), free: left })),
  };
}
