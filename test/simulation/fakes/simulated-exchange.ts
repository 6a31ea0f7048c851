import { createHmac } from 'node:crypto';
import type { Answer } from '../../../infra/local/exchange-simulator/answers.ts';
import {
  type InitialWhitelistEntry,
  initialAccounts,
  initialWhitelist,
} from '../../../infra/local/exchange-simulator/data/initial-data.ts';
import { createExchange, type Exchange } from '../../../infra/local/exchange-simulator/exchange.ts';
import type { Fault } from '../../../infra/local/exchange-simulator/faults/fault.ts';
import type { FiatWithdrawal, Transfer, Withdrawal } from '../../../infra/local/exchange-simulator/records.ts';
import { seededRandom } from '../../../infra/local/exchange-simulator/seeded-random.ts';
import type { Timeline } from '../engine/timeline.ts';
import type { WorldOptions } from '../plan/plan.ts';
import { apiKeyOf, type keyPermissions, registrationOf, secretKeyOf } from './keys.ts';
import { accounts, destinations, manySweepsOf, startTime } from './simulated-policy.ts';

/** An order that the exchange took just now. */
export type Order =
  | { readonly kind: 'asset-transfer'; readonly order: Transfer }
  | { readonly kind: 'withdrawal'; readonly order: Withdrawal }
  | { readonly kind: 'fiat-withdrawal'; readonly order: FiatWithdrawal };

/** What is sent to the exchange, as bytes. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Between a slot and its POST lie the write of `sending` and the last look: five calls of the table, of some 10 ms
 * each.
 */
const jitterMs = 70;

/** What stood in our own whitelist for long is listed there. */
function initiallyListed({ entries }: WorldOptions): readonly InitialWhitelistEntry[] {
  return entries.newco.status === 'none' ? [] : [{ id: 'newco', ...destinations.newco }];
}

/** The exchange with a clock of its own. */
export class SimulatedExchange {
  readonly simulator: Exchange;
  readonly #timeline: Timeline;
  readonly #options: WorldOptions;
  #steppedMs = 0;

  constructor(timeline: Timeline, options: WorldOptions, seed: number) {
    this.#timeline = timeline;
    this.#options = options;
    const many = manySweepsOf(options.policy).filter(({ coin }) => coin === 'USDT');
    this.simulator = createExchange({
      clock: { now: () => this.now() },
      random: seededRandom(seed),
      seed: 1,
      keys: (['read', 'transfer', 'withdrawal', 'whitelist', 'fiat', 'person'] as const).map((name) =>
        registrationOf(name, 1),
      ),
      accounts: [
        ...initialAccounts,
        ...many.map(({ from, account }) => ({ name: from, id: account, type: 1, label: from }) as const),
      ],
      balances: {
        ...Object.fromEntries(many.map(({ from }) => [from, { USDT: '5', USDC: '5', BTC: '5', ETH: '5' }])),
        [accounts.trading.name]: { USDT: options.trading },
        [accounts.custody.name]: { USDT: options.custody },
        fiat: { USD: options.fiat },
      },
      whitelist: [...initialWhitelist, ...initiallyListed(options)],
      whitelistDelayMs: options.exchangeWaitMs,
      duplicates: options.duplicates,
      transferShortfall: options.transferShortfall,
      pageMax: options.pageMax,
      limits: options.strictRates ? { strict: true, jitterMs } : {},
      withdrawalTimings: { progressAfterMs: 1_000, endAfterMs: options.withdrawalEndsAfterMs },
      fiatTimings: { progressAfterMs: 1_000, endAfterMs: options.withdrawalEndsAfterMs },
    });
  }

  /** Milliseconds on the exchange's clock. */
  now(): number {
    const sinceStart = this.#timeline.now - startTime;
    const gained = Math.floor((sinceStart * this.#options.exchangeDriftPpm) / 1_000_000);
    return this.#timeline.now + this.#options.exchangeOffsetMs + gained + this.#steppedMs;
  }

  /** Forward only: it is set right after it was slow. */
  step(ms: number): void {
    this.#steppedMs += ms;
  }

  /** Answers a request, and says which order it made. */
  execute(
    request: WireRequest,
    fault: Fault | undefined,
  ): { readonly answer: Answer; readonly made: Order | undefined } {
    const { transfers, withdrawals, fiatWithdrawals } = this.simulator.records;
    const before = [transfers.length, withdrawals.length, fiatWithdrawals.length] as const;
    const [path = '', query = ''] = request.target.split('?');
    const { method, headers, body } = request;
    const answer = this.simulator.execute({ method, path, query, headers, body }, fault);
    const [transfer, withdrawal, payment] = [
      transfers[before[0]],
      withdrawals[before[1]],
      fiatWithdrawals[before[2]],
    ] as const;
    if (transfer !== undefined) return { answer, made: { kind: 'asset-transfer', order: transfer } };
    if (withdrawal !== undefined) return { answer, made: { kind: 'withdrawal', order: withdrawal } };
    return { answer, made: payment === undefined ? undefined : { kind: 'fiat-withdrawal', order: payment } };
  }

  /** Somebody moves funds by hand, past all of our functions. */
  orderManually(path: string, params: Readonly<Record<string, string>>, lagMs = 0): Order | undefined {
    const text = new URLSearchParams({ ...params, timestamp: String(this.now()) }).toString();
    const signature = createHmac('sha256', secretKeyOf('person', 1)).update(text).digest('hex');
    const headers = {
      'X-HK-APIKEY': apiKeyOf('person', 1),
      'content-type': 'application/x-www-form-urlencoded',
    };
    const lag = lagMs === 0 ? undefined : ({ kind: 'lag', times: 1, ms: lagMs } as const);
    return this.execute({ method: 'POST', target: path, headers, body: `${text}&signature=${signature}` }, lag).made;
  }

  /** A new key, or with version 0 none. */
  setKey(name: keyof typeof keyPermissions, version: number): void {
    const { keys } = this.simulator;
    for (const apiKey of [...keys.keys()]) if (apiKey.startsWith(`simulatedApiKey${name}`)) keys.delete(apiKey);
    const key = registrationOf(name, version);
    keys.set(key.apiKey, key);
  }
}
