import type { Invariant } from '../run/observed.ts';
import { allowedWhenSent } from './allowed-when-sent.ts';
import { answers } from './answers.ts';
import { approvals } from './approvals.ts';
import { balances } from './balances.ts';
import { blocks } from './blocks.ts';
import { calmWorld } from './calm-world.ts';
import { deployments } from './deployments.ts';
import { depositRuns } from './deposit-runs.ts';
import { doubt } from './doubt.ts';
import { entries } from './entries.ts';
import { events } from './events.ts';
import { eventuallySent } from './eventually-sent.ts';
import { executedAtMostOnce } from './executed-at-most-once.ts';
import { finalCheck } from './final-check.ts';
import { foreignMovements } from './foreign-movements.ts';
import { foundInRecords } from './found-in-records.ts';
import { funding } from './funding.ts';
import { harmlessFaults } from './harmless-faults.ts';
import { heldKeyUsedOn } from './held-key-used-on.ts';
import { history } from './history.ts';
import { identityKept } from './identity-kept.ts';
import { loosening } from './loosening.ts';
import { noBrokenAssumptions } from './no-broken-assumptions.ts';
import { noSecrets } from './no-secrets.ts';
import { oddBalanceAlone } from './odd-balance-alone.ts';
import { onePostPerAttempt } from './one-post-per-attempt.ts';
import { oneSweepAtATime } from './one-sweep-at-a-time.ts';
import { outcome } from './outcome.ts';
import { pause } from './pause.ts';
import { paymentsKept } from './payments-kept.ts';
import { postedAsWritten } from './posted-as-written.ts';
import { postedInTime } from './posted-in-time.ts';
import { rateAnswersKept } from './rate-answers-kept.ts';
import { ratesKept } from './rates-kept.ts';
import { refusedIsTold } from './refused-is-told.ts';
import { reminders } from './reminders.ts';
import { requestAuthorization } from './request-authorization.ts';
import { requestsKept } from './requests-kept.ts';
import { reservations } from './reservations.ts';
import { resolutions } from './resolutions.ts';
import { roles } from './roles.ts';
import { rollingLimits } from './rolling-limits.ts';
import { runsInTime } from './runs-in-time.ts';
import { searchable } from './searchable.ts';
import { shortageWaits } from './shortage-waits.ts';
import { signedWhenSent } from './signed-when-sent.ts';
import { stopReasons } from './stop-reasons.ts';
import { tamperingTold } from './tampering-told.ts';
import { toldOnce } from './told-once.ts';
import { waitsKept } from './waits-kept.ts';
import { wordsTaken } from './words-taken.ts';

/** All that has to hold in every run, the gravest first. */
export const invariants: readonly Invariant[] = [
  executedAtMostOnce,
  onePostPerAttempt,
  postedAsWritten,
  allowedWhenSent,
  signedWhenSent,
  finalCheck,
  postedInTime,
  runsInTime,
  pause,
  rollingLimits,
  outcome,
  answers,
  approvals,
  wordsTaken,
  identityKept,
  waitsKept,
  funding,
  shortageWaits,
  oneSweepAtATime,
  depositRuns,
  oddBalanceAlone,
  reservations,
  paymentsKept,
  resolutions,
  history,
  doubt,
  refusedIsTold,
  toldOnce,
  reminders,
  harmlessFaults,
  blocks,
  rateAnswersKept,
  ratesKept,
  heldKeyUsedOn,
  requestsKept,
  requestAuthorization,
  roles,
  loosening,
  deployments,
  entries,
  stopReasons,
  noBrokenAssumptions,
  tamperingTold,
  events,
  searchable,
  foundInRecords,
  foreignMovements,
  balances,
  noSecrets,
  calmWorld,
  eventuallySent,
];

/**
 * What holds whoever writes the table. Limits, pauses, the whitelist and the histories are in it, and hold no longer.
 */
export const againstIntruders: readonly Invariant[] = [signedWhenSent, refusedIsTold, noSecrets];
