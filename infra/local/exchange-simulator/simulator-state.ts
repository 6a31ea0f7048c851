import { amount } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { assert } from '../../../functions/shared/core/errors.ts';
import { type Balances, credit } from './balances.ts';
import { createFlowIndex, type FlowIndex } from './flow-index.ts';
import { createIds, type Ids } from './ids.ts';
import type { ApiKey } from './keys.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { SimulatorSettings } from './options.ts';
import type { Account, AccountType, Records } from './records.ts';
import { createTimedEvents, type TimedEvents } from './timed-events.ts';

/** Everything the endpoints work on. One per exchange; nothing is shared between two. */
export interface SimulatorState {
  readonly settings: SimulatorSettings;
  readonly records: Records;
  readonly keys: Map<string, ApiKey>;
  /** When a key was last used, for its expiry. */
  readonly keyUse: Map<string, Millis>;
  /** The newest TOTP step that was used, by secret. */
  readonly usedSteps: Map<string, number>;
  /** What micro-payments were asked for, by `microPaymentKey`. */
  readonly microPayments: Set<string>;
  /** Keys of the private stream, and until when each is good. */
  readonly listenKeys: Map<string, Millis>;
  readonly ids: Ids;
  readonly limiter: Limiter;
  readonly timedEvents: TimedEvents;
  /** Balances at the end of the last days, by date. */
  readonly endOfDay: Map<string, Balances>;
  /** How much later than usual the fund statement shows the lines of an order, by its id. Infinite: never. */
  readonly flowDelays: Map<string, Millis>;
  readonly flow: FlowIndex;
  readonly startedAt: Millis;
  now(): Millis;
}

/** Old enough that every entry of the start is in force. */
const whitelistAgeMs = 86_400_000;

export function createSimulatorState(settings: SimulatorSettings): SimulatorState {
  const startedAt = settings.clock.now();
  const records = initialRecords(settings, startedAt);
  return {
    settings,
    records,
    keys: new Map(settings.keys.map((key) => [key.apiKey, key])),
    keyUse: new Map(settings.keys.map((key) => [key.apiKey, startedAt])),
    usedSteps: new Map(),
    microPayments: new Set(),
    listenKeys: new Map(),
    ids: createIds(settings.random, startedAt),
    limiter: createLimiter(settings.limits, records.traffic),
    timedEvents: createTimedEvents(),
    endOfDay: new Map(),
    flowDelays: new Map(),
    flow: createFlowIndex(records.movements),
    startedAt,
    now: () => settings.clock.now(),
  };
}

function initialRecords(settings: SimulatorSettings, startedAt: Millis): Records {
  return {
    accounts: settings.accounts,
    balances: initialBalancesOf(settings),
    transfers: [],
    withdrawals: [],
    fiatWithdrawals: [],
    deposits: [],
    orders: [],
    whitelist: settings.whitelist.map((entry) => ({ type: 'Withdraw', ...entry, addedAt: startedAt - whitelistAgeMs })),
    movements: [],
    traffic: new Map(),
  };
}

function initialBalancesOf(settings: SimulatorSettings): Balances {
  const balances: Balances = new Map();
  for (const account of settings.accounts) {
    for (const [coin, quantity] of Object.entries(settings.balances[account.name] ?? {})) {
      credit(balances, account.id, coin, amount(quantity));
    }
  }
  return balances;
}

export function accountById(state: SimulatorState, id: string): Account | undefined {
  return state.records.accounts.find((account) => account.id === id);
}

/** The customer has one account of each type. */
export function accountOfType(state: SimulatorState, type: AccountType): Account {
  const account = state.records.accounts.find((each) => each.type === type);
  assert(account !== undefined, 'the exchange was started without an account of this type');
  return account;
}
