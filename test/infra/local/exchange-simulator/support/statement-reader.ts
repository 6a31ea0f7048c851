import * as v from 'valibot';
import type { Exchange } from '../../../../../infra/local/exchange-simulator/exchange.ts';
import type { ApiKey, Permission } from '../../../../../infra/local/exchange-simulator/keys.ts';
import { movementTypes } from '../../../../../infra/local/exchange-simulator/records.ts';
import { type Units, units } from '../../../../support/known-books.ts';
import { hmac, type Params } from './client.ts';

const permissions: readonly Permission[] = ['transfer', 'withdrawal', 'fiat', 'trade'];
/** For an exchange that is asked in memory. */
export const onlyKey: ApiKey = { apiKey: 'k', permissions, credential: { kind: 'hmac-sha256', secretKey: 's' } };
export const noLimits = {
  queriesPerSecond: 10_000,
  transfersPerSecond: 10_000,
  ordersPerSecond: 10_000,
  jitterMs: 1_000_000_000,
};

const rowsSchema = v.array(v.record(v.string(), v.string()));
const balancesSchema = v.object({ balances: v.array(v.object({ asset: v.string(), total: v.string() })) });

export type Row = v.InferOutput<typeof rowsSchema>[number];

/** Asks with the only key. Answers the body as it came. */
export function ask(exchange: Exchange, now: number, method: 'GET' | 'POST', path: string, params: Params): unknown {
  const text = new URLSearchParams({ ...params, timestamp: String(now) }).toString();
  const query = `${text}&signature=${hmac('s', text)}`;
  const headers = { 'x-hk-apikey': 'k' };
  return JSON.parse(exchange.handle({ method, path: `/api/v1${path}`, query, headers, body: '' }).body);
}

/** What an account had of each coin at the end of a day. */
export function dayEnd(exchange: Exchange, now: number, accountId: string, reportDate: string): Map<string, Units> {
  const answer = v.parse(balancesSchema, ask(exchange, now, 'GET', '/account/eodBalance', { accountId, reportDate }));
  return new Map(answer.balances.map(({ asset, total }) => [asset, units(total)]));
}

/** All lines of the fund statement from one moment to another, page by page, in the order of their ids. */
export function flowOf(exchange: Exchange, now: number, startTime: number, endTime: number, limit = 100): Row[] {
  const window = { startTime: String(startTime), endTime: String(endTime), limit: String(limit) };
  return movementTypes
    .flatMap((type) => pagesOf(exchange, now, { type, ...window }, limit))
    .toSorted((a, b) => (BigInt(a.id ?? 0) < BigInt(b.id ?? 0) ? -1 : 1));
}

function pagesOf(exchange: Exchange, now: number, params: Params, limit: number): Row[] {
  const rows: Row[] = [];
  for (let page: Row[] | undefined; page === undefined || page.length === limit; rows.push(...page)) {
    const beginId = page?.at(-1)?.id ?? '0';
    page = v.parse(rowsSchema, ask(exchange, now, 'GET', '/account/balanceFlow', { ...params, beginId }));
  }
  return rows;
}

export interface Change {
  readonly account: string;
  readonly coin: string;
  readonly amount: Units;
  /** What the line shows after it. Undefined for a fee in a coin that the line shows no balance of. */
  readonly after: string | undefined;
}

/** What a line does to balances: amounts have no sign, fees are on top. */
export function changesOf(row: Row): Change[] {
  const { type = '', accountId = '', fee = '0', feeCcy = '' } = row;
  if (type === 'Transfer') return transferChanges(row);
  const changes = type === 'Trade' ? tradeChanges(row) : ownChanges(row);
  const cost = { account: accountId, coin: feeCcy, amount: -units(fee), after: undefined };
  return [cost, ...changes];
}

function transferChanges(row: Row): Change[] {
  const { fromAccountId = '', toAccountId = '', transferCcy: coin = '', netTransferAmount = '' } = row;
  const amount = units(netTransferAmount);
  return [
    { account: fromAccountId, coin, amount: -amount, after: row.fromAccountBalance },
    { account: toAccountId, coin, amount, after: row.toAccountBalance },
  ];
}

function tradeChanges(row: Row): Change[] {
  const { accountId: account = '', side, vaCcy = '', quoteCcy = '', netVaAmount = '', quoteAmount = '' } = row;
  const sign = side === 'BUY' ? 1n : -1n;
  return [
    { account, coin: vaCcy, amount: sign * units(netVaAmount), after: row.vaBalance },
    { account, coin: quoteCcy, amount: -sign * units(quoteAmount), after: row.quoteBalance },
  ];
}

const leaving = ['Withdraw', 'fiatWithdraw', 'Refund'];

function ownChanges(row: Row): Change[] {
  const { accountId: account = '', type = '', orderId = '' } = row;
  const coin = row.vaCcy ?? row.fiatCcy ?? '';
  const amount = units(row.netVaAmount ?? row.netFiatAmount ?? '');
  // A reversal says nothing of its direction: what is taken back of a deposit leaves.
  const isLeaving = leaving.includes(type) || (type === 'Reversal' && orderId.startsWith('D'));
  return [{ account, coin, amount: isLeaving ? -amount : amount, after: row.vaBalance ?? row.fiatBalance }];
}
