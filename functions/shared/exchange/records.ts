import { TreasuryError } from '../core/errors.ts';
import type { ExchangeClient } from './client/client.ts';
import { type TransferRecord, transferRecords, transferRecordsWindowMaxMs } from './endpoints/balance-flow.ts';
import { type DepositOrder, depositOrders } from './endpoints/deposit-orders.ts';
import {
  type FiatDeposit,
  type FiatWithdrawal,
  type fiatChannels,
  fiatDeposits,
  fiatWithdrawals,
} from './endpoints/fiat-history.ts';
import type { RecordList } from './endpoints/fields.ts';
import { type WithdrawOrder, withdrawOrders } from './endpoints/withdraw-orders.ts';
import { classifyErrorCode } from './error-codes.ts';
import { ExchangeRefusedError } from './errors.ts';
import { halvesOf, outside, overlapMs, type TimeWindow } from './time-window.ts';

/** The records could not be read to their end, so nothing is concluded from them. */
export class RecordsIncompleteError extends TreasuryError {
  constructor(what: string) {
    super('records-incomplete', `The exchange's ${what} could not be read to their end`);
  }
}

export type { TimeWindow };

/** So many pages of at most a hundred transfers, or three months: far more than is ever open here. */
const pagesMax = 100;
const windowsMax = 4;
/**
 * A page with so many rows may have been cut. The documented maximum for withdrawals is 1000 (exchange-api.md 3.6), but
 * what an exchange cuts at without saying so would pass for the end of the records (A8).
 */
export const truncationThreshold = 50;
/** Halving a window of three months comes down to a millisecond well before, and at two a second it takes a minute. */
const readsMax = 128;

type RecordsClient = Pick<ExchangeClient, 'read'>;
/** A deposit of crypto, named as the rows of the other lists are. */
type DepositRow = DepositOrder & { readonly exchangeOrderId: string };
type ExchangeListRecord = TransferRecord | WithdrawOrder | FiatWithdrawal | DepositRow | FiatDeposit;
type FiatChannel = (typeof fiatChannels)[number];

/**
 * All internal transfers of a window, page by page. Throws RecordsIncompleteError rather than giving a part. `isProof`
 * reads twice more, and counts as unreadable what was cut off at either end.
 */
export async function readTransfers(
  exchange: RecordsClient,
  window: TimeWindow,
  isProof: boolean,
): Promise<RecordList<TransferRecord>> {
  const found = new Map<string, TransferRecord>();
  let unreadable = 0;
  let isLast = window.startTime >= window.endTime;
  for (let part = 0, { startTime } = window; !isLast; part += 1) {
    if (part >= windowsMax) throw new RecordsIncompleteError('transfers');
    const endTime = Math.min(startTime + transferRecordsWindowMaxMs, window.endTime);
    const read = await readPages(exchange, { startTime, endTime });
    for (const row of read.records) found.set(row.id, row);
    unreadable += read.unreadable;
    isLast = endTime === window.endTime;
    startTime = endTime - 2 * overlapMs;
  }
  const records = [...found.values()];
  const first = (part: TimeWindow) => exchange.read(transferRecords, { ...part, beginId: '0' });
  const missed = isProof ? await countMissedAtEnds(records, window, first) : 0;
  return onlyInWindow(window, { records, unreadable: unreadable + missed });
}

/**
 * The end is where a page brings nothing new: the exchange may give fewer rows than we asked for (A8, it documents no
 * maximum), so a short page is no end. Where its cursor leads nowhere, only what cannot have been cut is the whole.
 */
async function readPages(exchange: RecordsClient, window: TimeWindow): Promise<RecordList<TransferRecord>> {
  const found = new Map<string, TransferRecord>();
  let unreadable = 0;
  let beginId = '0';
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await exchange.read(transferRecords, { ...window, beginId });
    const fresh = read.records.filter(({ id }) => !found.has(id));
    const last = fresh.at(-1);
    for (const row of fresh) found.set(row.id, row);
    unreadable += read.unreadable;
    if (last === undefined) {
      const isEnd =
        read.records.length === 0 || Math.max(read.records.length, found.size + unreadable) < truncationThreshold;
      if (!isEnd) throw new RecordsIncompleteError('transfers');
      return { records: [...found.values()], unreadable };
    }
    beginId = last.id;
  }
  throw new RecordsIncompleteError('transfers');
}

/** All withdrawals of a window. `isProof` as above. */
export function readWithdrawals(
  exchange: RecordsClient,
  window: TimeWindow,
  isProof: boolean,
): Promise<RecordList<WithdrawOrder>> {
  return readByHalving('withdrawals', (part) => exchange.read(withdrawOrders, part), window, isProof);
}

/** All deposits of crypto of a window. Nothing is concluded from one that is not there. */
export function readDeposits(exchange: RecordsClient, window: TimeWindow): Promise<RecordList<DepositOrder>> {
  const read = async (part: TimeWindow) => {
    const { records, unreadable } = await exchange.read(depositOrders, part);
    return { records: records.map((row) => ({ ...row, exchangeOrderId: row.depositOrderId })), unreadable };
  };
  return readByHalving('deposits', read, window, false);
}

/** All payments to bank accounts of a window. `isProof` as above. */
export function readFiatWithdrawals(
  exchange: RecordsClient,
  window: TimeWindow,
  isProof: boolean,
): Promise<RecordList<FiatWithdrawal>> {
  return readBothChannels((channel) => {
    const read = (part: TimeWindow) => exchange.read(fiatWithdrawals, { ...part, channel });
    return readByHalving('fiat withdrawals', read, window, isProof);
  });
}

/** All that banks sent in a window. As for deposits of crypto. */
export function readFiatDeposits(exchange: RecordsClient, window: TimeWindow): Promise<RecordList<FiatDeposit>> {
  return readBothChannels((channel) => {
    const read = (part: TimeWindow) => exchange.read(fiatDeposits, { ...part, channel });
    return readByHalving('fiat deposits', read, window, false);
  });
}

/**
 * What the exchange handles by hand is in a list of its own: what was looked for in one of two lists only is not proven
 * absent, and a stranger's would not be seen.
 */
async function readBothChannels<Each extends FiatWithdrawal | FiatDeposit>(
  read: (channel: FiatChannel) => Promise<RecordList<Each>>,
): Promise<RecordList<Each>> {
  const auto = await read('auto');
  const manual = await emptyWhereRefused(() => read('manual'));
  // An exchange that does not know the filter shows the same rows twice.
  const found = new Map([...auto.records, ...manual.records].map((row) => [contentOf(row), row]));
  return { records: [...found.values()], unreadable: auto.unreadable + manual.unreadable };
}

/**
 * ASSUMPTION A8: the list of manual payments is described for times before 2023-09-01. Where the exchange refuses to
 * search it, there is none.
 */
async function emptyWhereRefused<Each>(read: () => Promise<RecordList<Each>>): Promise<RecordList<Each>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ExchangeRefusedError && isListUnsupported(error.exchangeCode))) throw error;
    return { records: [], unreadable: 0 };
  }
}

const channelNotSupported = '-4007';

/**
 * As against a refusal of our key, our address or our account: what it hides may be there, and would be taken for
 * absent.
 */
function isListUnsupported(code: string): boolean {
  return code === channelNotSupported || classifyErrorCode(code).kind === 'refused';
}

/**
 * All of a list that has no cursor: a page that may be full means that something may be missing, so the window is then
 * halved and both halves are read.
 */
async function readByHalving<Each extends ExchangeListRecord>(
  what: string,
  read: (part: TimeWindow) => Promise<RecordList<Each>>,
  window: TimeWindow,
  isProof: boolean,
): Promise<RecordList<Each>> {
  const found = new Map<string, Each>();
  let unreadable = 0;
  const open: TimeWindow[] = [window];
  for (let reads = 0; reads < readsMax; reads += 1) {
    const next = open.pop();
    if (next === undefined) {
      const records = [...found.values()];
      const missed = isProof ? await countMissedAtEnds(records, window, read) : 0;
      return onlyInWindow(window, { records, unreadable: unreadable + missed });
    }
    const page = await read(next);
    const isWhole = page.records.length + page.unreadable < truncationThreshold;
    if (isWhole && lacksKnownRow(page.records, next, found.values())) throw new RecordsIncompleteError(what);
    for (const row of page.records) found.set(contentOf(row), row);
    if (isWhole) {
      unreadable += page.unreadable;
      continue;
    }
    const halves = halvesOf(next);
    if (halves === undefined) throw new RecordsIncompleteError(what);
    open.push(halves[1], halves[0]);
  }
  throw new RecordsIncompleteError(what);
}

/** Two rows that say different things of one order are two: which of them is right is not for the reader to choose. */
function contentOf(row: ExchangeListRecord): string {
  return JSON.stringify(row);
}

/** Whether a page that passes for whole leaves out an order that a wider page showed in its window. */
function lacksKnownRow(
  page: readonly ExchangeListRecord[],
  { startTime, endTime }: TimeWindow,
  known: Iterable<ExchangeListRecord>,
): boolean {
  const shown = new Set(page.map(({ exchangeOrderId }) => exchangeOrderId));
  const isInside = ({ time }: ExchangeListRecord) => time > startTime + overlapMs && time < endTime - overlapMs;
  return [...known].some((row) => isInside(row) && !shown.has(row.exchangeOrderId));
}

/**
 * How many rows there are before the earliest and after the latest that were read. A list that was cut, at whichever
 * end and in whichever order, has some. They count as rows that cannot be read. What was read is none of them: it is
 * shown here too where its time is shown in whole seconds and compared in finer ones.
 */
async function countMissedAtEnds(
  records: readonly ExchangeListRecord[],
  window: TimeWindow,
  read: (part: TimeWindow) => Promise<RecordList<ExchangeListRecord>>,
): Promise<number> {
  if (records.length === 0) return 0;
  const times = records.map(({ time }) => time);
  const known = new Set(records.map(rowId));
  let missed = 0;
  for (const part of outside(times, window)) {
    const more = await read(part);
    missed += more.records.filter((row) => !known.has(rowId(row))).length + more.unreadable;
  }
  return missed;
}

function rowId(row: ExchangeListRecord): string {
  return 'id' in row ? row.id : row.exchangeOrderId;
}

/** A row that says another time than it was asked for says something else than it should: it is not believed. */
function onlyInWindow<Each extends ExchangeListRecord>(
  window: TimeWindow,
  { records, unreadable }: RecordList<Each>,
): RecordList<Each> {
  const inside = records.filter(
    ({ time }) => time >= window.startTime - overlapMs && time <= window.endTime + overlapMs,
  );
  return { records: inside, unreadable: unreadable + records.length - inside.length };
}
