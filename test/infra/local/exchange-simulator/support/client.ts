import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import type { ApiKey, SimulatorKeyName } from '../../../../../infra/local/exchange-simulator/keys.ts';
import {
  type RunningExchange,
  type ServerOptions,
  startExchange,
} from '../../../../../infra/local/exchange-simulator/server.ts';
import { TestClock } from './clock.ts';

export type Params = Readonly<Record<string, string>>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, or undefined where it is no JSON. */
  readonly json: unknown;
  /** The `code` of an error body. */
  readonly code: string | number | undefined;
}

/** What differs from a plain signed request. */
export interface RequestOverrides {
  readonly headers?: Params;
  /** Instead of the clock's time. */
  readonly timestamp?: string;
  /** Instead of the right signature. */
  readonly signature?: string;
  readonly secretKey?: string;
}

const recordsSchema = v.array(v.record(v.string(), v.unknown()));
const recordSchema = v.record(v.string(), v.unknown());
const errorBody = v.object({ code: v.union([v.string(), v.number()]) });

/** A simulator on a real port, with a caller that signs by itself. Limits are wide unless a test sets them. */
export class TestExchange {
  readonly running: RunningExchange;
  readonly clock: TestClock;

  private constructor(running: RunningExchange, clock: TestClock) {
    this.running = running;
    this.clock = clock;
  }

  static async start(options: ServerOptions = {}, clock = new TestClock()): Promise<TestExchange> {
    const wide = { queriesPerSecond: 1_000, ordersPerSecond: 1_000, transfersPerSecond: 1_000 };
    return new TestExchange(await startExchange({ clock, limits: wide, ...options }), clock);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }

  get trading(): string {
    return this.account('trading');
  }

  get custody(): string {
    return this.account('custody');
  }

  account(name: string): string {
    return this.running.accounts[name] ?? '';
  }

  async send(method: string, target: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(`${this.running.url}${target}`, { method, ...init });
    const text = await response.text();
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
    const json = parsed.success ? parsed.output : undefined;
    const failed = v.safeParse(errorBody, json);
    const { status, headers } = response;
    return { status, headers, text, json, code: failed.success ? failed.output.code : undefined };
  }

  /** A signed call. GET carries its parameters in the query, everything else in a form. */
  async call(
    key: SimulatorKeyName,
    method: string,
    path: string,
    params: Params = {},
    unusual: RequestOverrides = {},
  ): Promise<Reply> {
    const { apiKey } = this.running.keys[key];
    const secret = unusual.secretKey ?? this.secretKey(key);
    const pairs = { ...params, timestamp: unusual.timestamp ?? String(this.clock.now()) };
    const text = new URLSearchParams(pairs).toString();
    const signed = `${text}&signature=${unusual.signature ?? hmac(secret, text)}`;
    const headers = { 'X-HK-APIKEY': apiKey, ...unusual.headers };
    if (method === 'GET') return this.send(method, `${path}?${signed}`, { headers });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send(method, path, { headers: { ...type, ...headers }, body: signed });
  }

  get(key: SimulatorKeyName, path: string, params: Params = {}, unusual: RequestOverrides = {}): Promise<Reply> {
    return this.call(key, 'GET', path, params, unusual);
  }

  post(key: SimulatorKeyName, path: string, params: Params = {}, unusual: RequestOverrides = {}): Promise<Reply> {
    return this.call(key, 'POST', path, params, unusual);
  }

  /** The rows of a list that any key may read. */
  async list(path: string, params: Params = {}): Promise<Record<string, unknown>[]> {
    return v.parse(recordsSchema, (await this.get('read', path, params)).json);
  }

  /** Free balance of a coin, as the exchange tells it. */
  async free(accountId: string, coin: string): Promise<unknown> {
    const reply = await this.get('read', '/api/v1/account', { accountId });
    const { balances } = v.parse(v.object({ balances: recordsSchema }), reply.json);
    return balances.find((each) => each.asset === coin)?.free;
  }

  transfer(params: Params = {}, unusual: RequestOverrides = {}): Promise<Reply> {
    const usual = { fromAccountId: this.trading, toAccountId: this.custody, coin: 'USDT', quantity: '100' };
    return this.post('transfer', '/api/v1/account/assetTransfer', { ...usual, ...params }, unusual);
  }

  withdraw(params: Params = {}, unusual: RequestOverrides = {}): Promise<Reply> {
    return this.post('withdrawal', '/api/v1/account/withdraw', { ...usualWithdrawal, ...params }, unusual);
  }

  plan(fault: unknown): Promise<Reply> {
    return this.send('POST', '/simulator/faults', { body: JSON.stringify(fault) });
  }

  /** Changes what the exchange knows of a key: an IP list, a TOTP secret. */
  setKey(name: SimulatorKeyName, more: Partial<ApiKey>): void {
    const { apiKey } = this.running.keys[name];
    const known = this.running.exchange.keys.get(apiKey);
    if (known !== undefined) this.running.exchange.keys.set(apiKey, { ...known, ...more });
  }

  private secretKey(name: SimulatorKeyName): string {
    const secret = this.running.keys[name];
    return secret.signing === 'hmac-sha256' ? secret.secretKey : '';
  }
}

export const listedAddress = '0x52908400098527886E0F7030069857D2E4169EE7';

export const usualWithdrawal: Params = {
  coin: 'USDT',
  chainType: 'ETH',
  address: listedAddress,
  quantity: '100',
  clientOrderId: 'invoice-1',
  remark: 'invoice-1',
};

/** The text without one of its fields. */
export function without(params: Params, name: string): Params {
  return Object.fromEntries(Object.entries(params).filter(([each]) => each !== name));
}

export function hmac(secretKey: string, text: string): string {
  return createHmac('sha256', secretKey).update(text).digest('hex');
}

export function fields(reply: Reply): Record<string, unknown> {
  return v.parse(recordSchema, reply.json);
}
