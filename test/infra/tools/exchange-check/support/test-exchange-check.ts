import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../../../functions/shared/core/clock.ts';
import { resolveEnvironment } from '../../../../../functions/shared/exchange/environments/resolve.ts';
import { openTransport } from '../../../../../functions/shared/exchange/transport/transport.ts';
import type { Consent } from '../../../../../infra/command-line/consent.ts';
import { keyFromText, toolClient } from '../../../../../infra/command-line/tool-client.ts';
import type { SimulatorKeyName } from '../../../../../infra/local/exchange-simulator/keys.ts';
import {
  type RunningExchange,
  type ServerOptions,
  startExchange,
} from '../../../../../infra/local/exchange-simulator/server.ts';
import type { ExchangeCheckDependencies } from '../../../../../infra/tools/exchange-check/dependencies.ts';
import {
  type ExchangeCheckRequest,
  type ExchangeCheckResult,
  runExchangeCheck,
} from '../../../../../infra/tools/exchange-check/exchange-check.ts';
import { openJournal } from '../../../../../infra/tools/exchange-check/journal.ts';
import { type ManualClock, manualClock } from '../../../../support/clock.ts';

export const transferPath = '/api/v1/account/assetTransfer';
export const balanceFlowPath = '/api/v1/account/balanceFlow';

/**
 * The simulator and the tool on one clock, which runs as fast as they sleep. The wire, the keys and the files are real.
 */
export class TestExchangeCheck {
  readonly running: RunningExchange;
  readonly clock: ManualClock;
  readonly printed: string[] = [];
  readonly #transport;
  readonly #folder: string;

  private constructor(running: RunningExchange, clock: ManualClock, folder: string) {
    this.running = running;
    this.clock = clock;
    this.#folder = folder;
    this.#transport = openTransport(resolveEnvironment('local', running.url), { bindHost: false });
  }

  static async start(options: ServerOptions = {}): Promise<TestExchangeCheck> {
    const clock = manualClock();
    const running = await startExchange({ clock, ...options });
    return new TestExchangeCheck(running, clock, await mkdtemp(path.join(tmpdir(), 'first-contact-')));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport.close();
    await this.running.close();
    await rm(this.#folder, { recursive: true });
  }

  get reportFile(): string {
    return path.join(this.#folder, 'local.json');
  }

  client(name: SimulatorKeyName, clock: ExchangeCheckDependencies['clock'] = this.clock) {
    const environment = resolveEnvironment('local', this.running.url);
    const key = keyFromText(name, JSON.stringify(this.running.keys[name]), systemClock);
    return toolClient(environment, this.#transport, key, clock);
  }

  dependencies(clock: ExchangeCheckDependencies['clock'] = this.clock): ExchangeCheckDependencies {
    const { trading = '', custody = '' } = this.running.accounts;
    return {
      environment: resolveEnvironment('local', this.running.url),
      access: { accounts: { trading, custody }, whitelist: this.running.whitelist },
      records: this.client('read', clock),
      transfers: this.client('transfer', clock),
      clock,
      report: (line) => this.printed.push(line),
    };
  }

  run(
    changes: Partial<ExchangeCheckRequest> = {},
    dependencies: ExchangeCheckDependencies = this.dependencies(),
  ): Promise<ExchangeCheckResult> {
    const agreed: Consent = 'agreed';
    const openFile = () => openJournal(this.reportFile, this.clock);
    return runExchangeCheck(dependencies, { consent: async () => agreed, openJournal: openFile, ...changes });
  }

  /** Plans faults for the transfers to come, one each. `none` leaves one as it is. */
  meetTransfers(...faults: (Record<string, unknown> | 'none')[]): void {
    for (const fault of faults) {
      const planned = fault === 'none' ? { kind: 'lag', ms: 1 } : fault;
      this.running.exchange.faults.plan({ path: transferPath, ...planned });
    }
  }

  /** Everything that was moved, as `1 USDT trading`: what, and where to. */
  get moves(): string[] {
    const { transfers, accounts } = this.running.exchange.records;
    const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? id;
    return transfers.map(({ quantity, coin, to }) => `${quantity} ${coin} ${nameOf(to)}`);
  }

  async journal(): Promise<Record<string, unknown>[]> {
    const text = await readFile(this.reportFile.replace('.json', '.journal.jsonl'), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

/** `A3` and its result, for those that were looked at. */
export function resultsOf({ results }: ExchangeCheckResult): Record<string, string> {
  const looked = Object.entries(results).filter(([, { result }]) => result !== 'not-checked');
  return Object.fromEntries(looked.map(([name, { result }]) => [name, result]));
}
