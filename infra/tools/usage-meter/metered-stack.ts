import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { exchangeAccess, secretsByName } from '../../command-line/keys-file.ts';
import { localTreasury } from '../../config/local.ts';
import { clientOptions } from '../../local/aws/services/clients.ts';
import { type RunningStack, startStack } from '../../local/aws/stack.ts';
import { StatusWatch } from '../../local/demo/status-watch.ts';
import { TreasuryApi } from '../../local/demo/treasury-api.ts';
import { initialWhitelist } from '../../local/exchange-simulator/data/initial-data.ts';
import { type RunningExchange, startExchange } from '../../local/exchange-simulator/server.ts';
import { meterExchange } from './exchange-meter.ts';
import { UsageMeter } from './meter.ts';

/** A local stack that does nothing by itself, with a meter on everything that is done. */
export interface MeteredStack {
  readonly stack: RunningStack;
  readonly exchange: RunningExchange;
  readonly api: TreasuryApi;
  readonly table: DynamoDBClient;
  readonly watch: StatusWatch;
  readonly meter: UsageMeter;
  /** Every line that a function wrote. */
  readonly lines: readonly string[];
  /** How long withdrawals are at the exchange. May be changed. */
  readonly timings: { progressAfterMs: number; endAfterMs: number };
  /** Resolves when this function has been called so many times more. */
  invoked(name: string, times?: number): Promise<void>;
  close(): Promise<void>;
}

export interface MeteredStackOptions {
  /** What `cdk synth` made of stage local. */
  readonly assembly: string;
  readonly issuerKeyFile: string;
}

/** Rates come so seldom that they come once, at the start. Everything else is fired by hand. */
const scheduleSpeed = 0.000_1;
/** Only the keys are asked for. */
const noAccounts = { trading: '', custody: '' };
export const prefix = 'hashkey-treasury-local-';

export async function openMeteredStack({ assembly, issuerKeyFile }: MeteredStackOptions): Promise<MeteredStack> {
  const closers = new AsyncDisposableStack();
  const timings = { progressAfterMs: 0, endAfterMs: 0 };
  const [, ...known] = initialWhitelist;
  const exchange = await startExchange({ whitelistDelayMs: 0, whitelist: known, withdrawalTimings: timings });
  closers.defer(() => exchange.close());
  try {
    const meter = new UsageMeter(prefix);
    const proxy = await meterExchange(exchange, (name) => meter.exchange(name));
    closers.defer(() => proxy.close());
    const lines: string[] = [];
    const stack = await startStack({
      assembly,
      parameters: { ExchangeUrl: proxy.url },
      secrets: secretsByName(exchangeAccess(exchange.keys, noAccounts, [])),
      scheduleSpeed,
      issuerKeyFile,
      log: ({ function: name, line }) => {
        meter.line(name, line);
        lines.push(line);
      },
    });
    closers.defer(() => stack.close());
    return buildMeteredStack(
      { stack, exchange, meter, lines, timings, close: () => closers.disposeAsync() },
      issuerKeyFile,
    );
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

type StackWithoutClients = Omit<MeteredStack, 'api' | 'table' | 'watch' | 'invoked'>;

async function buildMeteredStack(base: StackWithoutClients, issuerKeyFile: string): Promise<MeteredStack> {
  const { stack, meter } = base;
  const watch = new StatusWatch(() => undefined);
  const calls = new Map<string, number>();
  stack.onEvent((event) => {
    meter.event();
    watch.handleEvent(event);
  });
  stack.onCall((call) => meter.call(call));
  stack.onInvocation((invocation) => {
    meter.invocation(invocation);
    calls.set(invocation.functionName, (calls.get(invocation.functionName) ?? 0) + 1);
  });
  const countOf = (name: string): number => calls.get(`${prefix}${name}`) ?? 0;
  return {
    ...base,
    watch,
    api: await TreasuryApi.open(stack.httpUrl ?? '', localTreasury(), issuerKeyFile),
    table: new DynamoDBClient(clientOptions(stack.endpoints.dynamodb ?? '', stack.region)),
    invoked: async (name, times = 1) => {
      const wanted = countOf(name) + times;
      await waitUntil(`${name} is called`, () => countOf(name) >= wanted);
    },
  };
}

const limitMs = 30_000;

/** Waits until it is so. Throws where it does not happen. */
export async function waitUntil(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it was not seen that ${what}`);
    await wait(10);
  }
}
