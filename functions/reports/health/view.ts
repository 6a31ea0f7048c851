import { iso, type Millis } from '../../shared/core/clock.ts';
import type { KeyName } from '../../shared/core/key-names.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import type { KnownKeyHealth } from '../../shared/key-health/key-health-store.ts';
import type { DepositKind } from '../../shared/ledger/deposit-kind.ts';
import type { AccountBalances } from '../../shared/ledger/readings/account-balances.ts';
import type { ExchangeReadings } from '../../shared/ledger/readings/exchange-readings.ts';
import { boundsOf, dayMs } from '../../shared/statements/day.ts';
import type { UnderWay } from '../balances/read-under-way.ts';
import type { DepositStanding, ExportStanding, StatementStanding } from './progress-items.ts';
import { type AgeLimits, ageLimits, type Standing, standingOf, worstOf } from './standing.ts';
import type { healthViewSchema } from './view-schema.ts';

export type HealthView = ResponseType<typeof healthViewSchema>;
type Check = HealthView['checks'][number];

/** What is known of everything that runs by itself. */
export interface HealthPicture {
  readonly readings: ExchangeReadings;
  readonly accounts: readonly (AccountBalances & { readonly account: string })[];
  readonly deposits: DepositStanding;
  /** Those that are read by the policy in force. */
  readonly depositLists: readonly DepositKind[];
  readonly keys: readonly { readonly key: KeyName; readonly health: KnownKeyHealth | undefined }[];
  readonly exports: ExportStanding;
  readonly statements: readonly { readonly account: string; readonly standing: StatementStanding | undefined }[];
  readonly underWay: UnderWay;
}

/** Pure: how each part stands, in the order in which a person asks for it, and the worst of all. */
export function healthView(picture: HealthPicture, now: Millis): HealthView {
  const { readings, accounts, deposits, keys, statements } = picture;
  // Before the first look they are one. Later a list that was never read shows, and does not hide behind the other.
  const hasLooked = Object.keys(deposits).length > 0;
  const lists = hasLooked ? new Set([...picture.depositLists, ...Object.keys(deposits)]) : ['all'];
  const checks: readonly Check[] = [
    backlogCheck(picture.underWay),
    { check: 'tick', ...aged('tick-not-running', lastTrace(picture), ageLimits.tick, now) },
    ...keys.map(({ key, health }) => keyCheck(key, health, now)),
    { check: 'terms', ...aged('tick-troubled', readings.terms?.readAt, ageLimits.terms, now) },
    ...accounts.map((account) => accountCheck(account, now)),
    ...[...lists].map((list) => depositCheck(list, deposits[list], now)),
    ...statements.map(({ account, standing }) => statementCheck(account, standing, now)),
    exportCheck(picture.exports, now),
  ];
  return { at: iso(now), state: worstOf(checks.map(({ state }) => state)), checks };
}

/** What every check by age has. */
function aged(runbook: string, at: Millis | undefined, limits: AgeLimits, now: Millis) {
  return {
    state: standingOf(at, limits, now),
    runbook,
    ...(at === undefined ? {} : { at: iso(at), ageSeconds: Math.max(0, Math.round((now - at) / 1_000)) }),
    lateAfterSeconds: limits.lateAfterMs / 1_000,
    badAfterSeconds: limits.badAfterMs / 1_000,
  };
}

/** A tick keeps nothing of itself. It looks at each account every few minutes, and notes also that a look failed. */
function lastTrace({ accounts, readings }: HealthPicture): Millis | undefined {
  const looks = accounts.flatMap(({ last, failure }) => [last?.readAt, failure?.failedAt]);
  const traces = [...looks, ...Object.values(readings).map(({ readAt }) => readAt)].filter((at) => at !== undefined);
  return traces.length === 0 ? undefined : Math.max(...traces);
}

function accountCheck({ account, last, failure }: HealthPicture['accounts'][number], now: Millis): Check {
  const hasFailed = failure !== undefined && failure.failedAt > (last?.readAt ?? -1);
  const byAge = aged('tick-troubled', last?.readAt, ageLimits.account, now);
  if (!hasFailed) return { check: 'account', account, ...byAge };
  const failed = { at: iso(failure.failedAt), code: failure.code };
  return { check: 'account', account, ...byAge, state: worstOf([byAge.state, 'late']), failed };
}

function depositCheck(list: string, until: Millis | undefined, now: Millis): Check {
  return { check: 'deposits', list, ...aged('deposits-not-watched', until, ageLimits.deposits, now) };
}

function keyCheck(key: KeyName, health: KnownKeyHealth | undefined, now: Millis): Check {
  const byAge = aged('keys-not-checked', health?.checkedAt, ageLimits.key, now);
  if (health === undefined) return { check: 'key', key, ...byAge, findings: [] };
  const { verdict, findings } = health;
  const byVerdict: Standing = verdict === 'broken' ? 'bad' : verdict === 'warning' ? 'late' : 'good';
  const state = worstOf([byAge.state, byVerdict]);
  const runbook = byVerdict === 'good' ? byAge.runbook : byVerdict === 'bad' ? 'key-refused' : 'key-idle';
  return { check: 'key', key, ...byAge, state, runbook, verdict, findings };
}

/** Without a measured zone a day ends with that of UTC. */
function statementCheck(account: string, standing: StatementStanding | undefined, now: Millis): Check {
  if (standing === undefined)
    return { check: 'statements', account, ...aged('statements-behind', undefined, ageLimits.statements, now) };
  const { lastDay, provisionalDay, offset = '+00:00' } = standing;
  const ended = boundsOf(lastDay, offset).to;
  return {
    check: 'statements',
    account,
    ...aged('statements-behind', ended, ageLimits.statements, now),
    lastDay,
    missingDays: Math.max(0, Math.floor((now - ended) / dayMs)),
    ...(provisionalDay === undefined ? {} : { provisionalDay }),
  };
}

function exportCheck({ exportedUntil, claimedAt }: ExportStanding, now: Millis): Check {
  const claimed = claimedAt === undefined ? {} : { claimedAt: iso(claimedAt) };
  return { check: 'export', ...aged('export-failed', exportedUntil, ageLimits.export, now), ...claimed };
}

/** Money in doubt is looked for by itself, and then people are asked: that one waits for them is bad. */
function backlogCheck({ instructions, isComplete, corrupt }: UnderWay): Check {
  const count = (...of: readonly string[]) => instructions.filter(({ state }) => of.includes(state.status)).length;
  const [needsAttention, inDoubt] = [count('needs-attention'), count('sending', 'unknown')];
  const isBad = needsAttention > 0 || corrupt.length > 0;
  return {
    check: 'backlog',
    state: isBad ? 'bad' : inDoubt > 0 || !isComplete ? 'late' : 'good',
    runbook: corrupt.length > 0 ? 'item-unreadable' : needsAttention > 0 ? 'needs-attention' : 'in-doubt',
    needsAttention,
    inDoubt,
    atExchange: count('sent'),
    approved: count('approved'),
    unreadable: corrupt.length,
    complete: isComplete,
  };
}
