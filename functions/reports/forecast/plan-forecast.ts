import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { PauseStore } from '../../shared/ledger/store/pauses.ts';
import type { StatementReader } from '../../shared/ledger/store/statements.ts';
import { type PictureDependencies, readPicture } from '../read-picture.ts';
import { openingBalances, planPayments } from './plan-payments.ts';
import { planRuns } from './plan-runs.ts';
import type { ForecastQuery } from './query.ts';
import { readMovements } from './read-movements.ts';
import type { ForecastPlan } from './view.ts';

export interface ForecastDependencies extends PictureDependencies {
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly statements: StatementReader;
}

const dayMs = 86_400_000;

/** Reads all that a forecast is made of. */
export async function planForecast(
  dependencies: ForecastDependencies,
  policy: Policy,
  { days, movements }: ForecastQuery,
): Promise<ForecastPlan> {
  const now = dependencies.clock.now();
  const [picture, pauses, history] = await Promise.all([
    readPicture(dependencies, policy),
    dependencies.pauses.get(),
    movements === 'planned' ? undefined : readMovements(dependencies.statements, Object.keys(policy.accounts), now),
  ]);
  const payments = planPayments(picture, policy, now);
  const runs = planRuns(policy, pauses, { after: now, until: now + days * dayMs });
  const input = {
    now,
    until: runs.until,
    balances: openingBalances(picture),
    payments: payments.payments,
    runs: runs.runs,
    averages: history?.averages ?? [],
    sweeps: policy.sweeps,
  };
  return { picture, input, payments, runs, history };
}
