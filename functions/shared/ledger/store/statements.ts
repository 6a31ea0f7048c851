import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { statementKey, statementRowsKey } from '../../core/item-keys.ts';
import {
  coinTotalSchema,
  digestHexSchema,
  statementDayEntries,
  statementLinkEntries,
  statementRemarkSchema,
  statementRowSchema,
} from '../../statements/schemas.ts';
import type {
  CoinTotal,
  StatementDay,
  StatementLink,
  StatementRemark,
  StatementRow,
} from '../../statements/statement.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

interface SummaryContent {
  readonly coins: readonly CoinTotal[];
  readonly remarks: readonly StatementRemark[];
  readonly rowCount: number;
}

/** What a statement says without its rows. */
export type StatementSummary =
  /** It does not balance, or says that something is missing: it is read anew each hour, and is in no bucket yet. */
  | (StatementDay & SummaryContent & { readonly state: 'provisional'; readonly readAt: Millis })
  | (StatementDay & SummaryContent & StatementLink & WrittenObject & { readonly state: 'complete' })
  | (StatementDay & StatementLink & WrittenObject & { readonly state: 'lost'; readonly reason: string });

/** The object in the bucket that never changes. */
export interface WrittenObject {
  /** SHA-256 of its bytes, as hex. */
  readonly digest: string;
  readonly objectKey: string;
}

export interface StatementRowPage {
  readonly rows: readonly StatementRow[];
  /** What to ask for as `after` to go on. Absent on the last page. */
  readonly next?: number;
}

/** Statements in the table, for reading. The bucket has what counts. */
export interface StatementReader {
  /** Undefined where there is none. Throws CorruptItemError. */
  readStatement(account: string, date: string): Promise<StatementSummary | undefined>;
  /** A page of at most 200 rows, in their order. `after`: how many pages were read. Throws CorruptItemError. */
  readRows(account: string, date: string, after?: number): Promise<StatementRowPage>;
}

export interface StatementStore extends StatementReader {
  /**
   * Writes over a provisional one, and over nothing else: first the rows, so that a summary never promises rows that
   * are not there.
   */
  putStatement(summary: StatementSummary, rows: readonly StatementRow[]): Promise<void>;
}

/** A row has up to a kilobyte, an item of DynamoDB 400. */
const rowsPerPart = 200;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const objectEntries = { digest: digestHexSchema, objectKey: v.string() };
const contentEntries = { coins: v.array(coinTotalSchema), remarks: v.array(statementRemarkSchema), rowCount: whole };
const summarySchema: v.GenericSchema<unknown, StatementSummary> = v.variant('state', [
  v.object({ ...statementDayEntries, ...contentEntries, state: v.literal('provisional'), readAt: whole }),
  v.object({
    ...{ ...statementDayEntries, ...contentEntries, ...statementLinkEntries, ...objectEntries },
    state: v.literal('complete'),
  }),
  v.object({
    ...{ ...statementDayEntries, ...statementLinkEntries, ...objectEntries },
    state: v.literal('lost'),
    reason: v.string(),
  }),
]);
const partSchema = v.object({ rows: v.array(statementRowSchema) });

export function openStatementReader(table: Pick<Table, 'get'>): StatementReader {
  const readStatement: StatementReader['readStatement'] = async (account, date) => {
    const pk = statementKey(account, date);
    const item = await table.get(pk);
    if (item === undefined) return undefined;
    const parsed = v.safeParse(summarySchema, item);
    if (!parsed.success) throw new CorruptItemError(pk);
    return parsed.output;
  };
  return {
    readStatement,
    readRows: async (account, date, after = 0) => {
      const summary = await readStatement(account, date);
      const parts = summary === undefined || summary.state === 'lost' ? 0 : partCount(summary.rowCount);
      if (after >= parts) return { rows: [] };
      const pk = statementRowsKey(account, date, after + 1);
      const parsed = v.safeParse(partSchema, await table.get(pk));
      if (!parsed.success) throw new CorruptItemError(pk);
      return { rows: parsed.output.rows, ...(after + 1 < parts ? { next: after + 1 } : {}) };
    },
  };
}

export function openStatementStore(table: Pick<Table, 'get' | 'update'>): StatementStore {
  return {
    ...openStatementReader(table),
    putStatement: async (summary, rows) => {
      const { account, date, state } = summary;
      for (let part = 1; part <= partCount(rows.length); part += 1) {
        const pk = statementRowsKey(account, date, part);
        const partRows = rows.slice((part - 1) * rowsPerPart, part * rowsPerPart);
        await table.update(pk, { set: { rows: partRows, state }, ...unlessFinal });
      }
      const remove = state === 'provisional' ? {} : { remove: ['readAt'] };
      await table.update(statementKey(account, date), { set: { ...summary }, ...remove, ...unlessFinal });
    },
  };
}

/** A run that is late with what it read before leaves alone what another has made for good. */
const unlessFinal = {
  condition: 'attribute_not_exists(#state) OR #state = :provisional',
  values: { provisional: 'provisional' },
} as const;

function partCount(rows: number): number {
  return Math.ceil(rows / rowsPerPart);
}
