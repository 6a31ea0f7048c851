import type { Millis } from '../core/clock.ts';
import { TreasuryError } from '../core/errors.ts';
import type { ExchangeClient } from './client/client.ts';
import { flowWindowMaxMs, type TransferRecord, transferFlow } from './endpoints/balance-flow.ts';
import { type FiatWithdrawal, type fiatChannels, fiatWithdrawals } from './endpoints/fiat-history.ts';
import type { Rows } from './endpoints/fields.ts';
import { type WithdrawOrder, withdrawOrders } from './endpoints/withdraw-orders.ts';
import { classify } from './error-codes.ts';
import { ExchangeRefusedError } from './errors.ts';

/** The records could not be read to their end, so nothing is concluded from them. */
export class RecordsIncompleteError extends TreasuryError {
  constructor(what: string) {
    super('records-incomplete', 'not-sent', `The exchange's ${what} could not be read to their end`);
  }
}

export interface Window {
  readonly startTime: Millis;
  readonly endTime: Millis;
}

/** So many pages of at most a hundred transfers, or three months: far more than is ever open here. */
const pagesMax = 100;
const windowsMax = 4;
/**
 * A page with so many rows may have been cut. The documented maximum for withdrawals is 1000 (hashkey-api.md 3.6), but
 * what an exchange cuts at without saying so would pass for the end of the records (A8).
 */
export const believedMax = 50;
/** Halving a window of three months comes down to a millisecond well before, and at two a second it takes a minute. */
const readsMax = 128;
/** The ends of two windows may belong to both or to neither: the exchange does not say. */
const overlapMs = 1_000;

type Reader = Pick<ExchangeClient, 'read'>;
type Row = TransferRecord | WithdrawOrder | FiatWithdrawal;
type FiatChannel = (typeof fiatChannels)[number];

/**
 * All internal transfers of a window, page by page. Throws RecordsIncompleteError rather than giving a part. `isProof`
 * reads twice more, and counts as unreadable what was cut off at either end.
 */
export async function readTransfers(exchange: Reader, window: Window, isProof: boolean): Promise<Rows<TransferRecord>> {
  const rows: TransferRecord[] = [];
  let unreadable = 0;
  for (let part = 0, startTime = window.startTime; startTime < window.endTime; part += 1) {
    if (part >= windowsMax) throw new RecordsIncompleteError('transfers');
    const endTime = Math.min(startTime + flowWindowMaxMs, window.endTime);
    const read = await readPages(exchange, { startTime, endTime });
    rows.push(...read.rows);
    unreadable += read.unreadable;
    startTime = endTime;
  }
  const first = (part: Window) => exchange.read(transferFlow, { ...part, beginId: '0' });
  const missed = isProof ? await missedAtEnds(rows, window, first) : 0;
  return within(window, { rows, unreadable: unreadable + missed });
}

/**
 * The end is where a page brings nothing new: the exchange may give fewer rows than we asked for (A8, it documents no
 * maximum), so a short page is no end. Where its cursor leads nowhere, only what cannot have been cut is the whole.
 */
async function readPages(exchange: Reader, window: Window): Promise<Rows<TransferRecord>> {
  const found = new Map<string, TransferRecord>();
  let unreadable = 0;
  let beginId = '0';
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await exchange.read(transferFlow, { ...window, beginId });
    const fresh = read.rows.filter(({ id }) => !found.has(id));
    const last = fresh.at(-1);
    for (const row of fresh) found.set(row.id, row);
    unreadable += read.unreadable;
    if (last === undefined) {
      const isEnd = read.rows.length === 0 || Math.max(read.rows.length, found.size + unreadable) < believedMax;
      if (!isEnd) throw new RecordsIncompleteError('transfers');
      return { rows: [...found.values()], unreadable };
    }
    beginId = last.id;
  }
  throw new RecordsIncompleteError('transfers');
}

/** All withdrawals of a window. `isProof` as above. */
export function readWithdrawals(exchange: Reader, window: Window, isProof: boolean): Promise<Rows<WithdrawOrder>> {
  return readByHalving('withdrawals', (part) => exchange.read(withdrawOrders, part), window, isProof);
}

/**
 * All payments to bank accounts of a window. Those that the exchange handles by hand are in a list of their own: what was
 * looked for in one of two lists only is not proven absent, and a stranger's would not be seen.
 */
export async function readFiatWithdrawals(
  exchange: Reader,
  window: Window,
  isProof: boolean,
): Promise<Rows<FiatWithdrawal>> {
  const read = (channel: FiatChannel) =>
    readByHalving('fiat withdrawals', (part) => exchange.read(fiatWithdrawals, { ...part, channel }), window, isProof);
  const auto = await read('auto');
  const manual = await emptyWhereRefused(() => read('manual'));
  // An exchange that does not know the filter shows the same rows twice.
  const found = new Map([...auto.rows, ...manual.rows].map((row) => [row.exchangeOrderId, row]));
  return { rows: [...found.values()], unreadable: auto.unreadable + manual.unreadable };
}

/**
 * ASSUMPTION A8: the list of manual payments is described for times before 2023-09-01. Where the exchange refuses to search
 * it, there is none.
 */
async function emptyWhereRefused<Each>(read: () => Promise<Rows<Each>>): Promise<Rows<Each>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ExchangeRefusedError && isNoList(error.exchangeCode))) throw error;
    return { rows: [], unreadable: 0 };
  }
}

const channelNotSupported = '-4007';

/**
 * As against a refusal of our key, our address or our account: what it hides may be there, and would be taken for absent.
 */
function isNoList(code: string): boolean {
  return code === channelNotSupported || classify(code).kind === 'refused';
}

/**
 * All of a list that has no cursor: a page that may be full means that something may be missing, so the window is then
 * halved and both halves are read.
 */
async function readByHalving<Each extends Row>(
  what: string,
  read: (part: Window) => Promise<Rows<Each>>,
  window: Window,
  isProof: boolean,
): Promise<Rows<Each>> {
  const found = new Map<string, Each>();
  let unreadable = 0;
  const open: Window[] = [window];
  for (let reads = 0; reads < readsMax; reads += 1) {
    const next = open.pop();
    if (next === undefined) {
      const rows = [...found.values()];
      const missed = isProof ? await missedAtEnds(rows, window, read) : 0;
      return within(window, { rows, unreadable: unreadable + missed });
    }
    const page = await read(next);
    for (const row of page.rows) found.set(row.exchangeOrderId, row);
    if (page.rows.length + page.unreadable < believedMax) {
      unreadable += page.unreadable;
      continue;
    }
    const middle = Math.floor((next.startTime + next.endTime) / 2);
    if (middle <= next.startTime) throw new RecordsIncompleteError(what);
    open.push({ startTime: middle, endTime: next.endTime }, { startTime: next.startTime, endTime: middle });
  }
  throw new RecordsIncompleteError(what);
}

/**
 * How many rows there are before the earliest and after the latest that were read. A list that was cut, at whichever end
 * and in whichever order, has some. They count as rows that cannot be read.
 */
async function missedAtEnds(
  rows: readonly Row[],
  window: Window,
  read: (part: Window) => Promise<Rows<Row>>,
): Promise<number> {
  if (rows.length === 0) return 0;
  const times = rows.map(({ time }) => time);
  const before = { startTime: window.startTime, endTime: Math.min(...times) - 1 };
  const after = { startTime: Math.max(...times) + 1, endTime: window.endTime };
  let missed = 0;
  for (const part of [before, after]) {
    if (part.startTime > part.endTime) continue;
    const more = await read(part);
    missed += more.rows.length + more.unreadable;
  }
  return missed;
}

/** A row that says another time than it was asked for says something else than it should: it is not believed. */
function within<Each extends Row>(window: Window, { rows, unreadable }: Rows<Each>): Rows<Each> {
  const inside = rows.filter(({ time }) => time >= window.startTime - overlapMs && time <= window.endTime + overlapMs);
  return { rows: inside, unreadable: unreadable + rows.length - inside.length };
}
