import * as v from 'valibot';
import type { Millis } from '../../shared/core/clock.ts';
import { depositScanKey, ledgerExportKey, statementProgressKey } from '../../shared/core/item-keys.ts';
import { timeSchema } from '../../shared/core/schemas.ts';
import type { Table } from '../../shared/ledger/store/table.ts';
import { dateSchema, offsetPattern } from '../../shared/statements/schemas.ts';

/*
 * How far others are, from the items in which they keep it. Only what is shown is read. An item that is not as it was
 * written tells nothing: its owner says so, and here it is not known.
 */

/** How far the table is exported, and since when an export is under way. */
export interface ExportStanding {
  readonly exportedUntil?: Millis;
  readonly claimedAt?: Millis;
}

/** How far the statements of an account are. */
export interface StatementStanding {
  readonly lastDay: string;
  /** The day after it, where it was read and does not balance yet. */
  readonly provisionalDay?: string;
  /** In whose zone the days end, where that was measured. */
  readonly offset?: string;
}

/** Until when each list of deposits was read; from the first look on, also while what was before is read. */
export type DepositStanding = Readonly<Record<string, Millis>>;

const exportSchema = v.object({
  exportedUntil: v.exactOptional(timeSchema),
  claim: v.exactOptional(v.object({ claimedAt: timeSchema })),
});
const day = v.object({ date: dateSchema });
const offsets = v.array(v.pipe(v.string(), v.regex(offsetPattern)));
const statementSchema = v.object({
  last: day,
  provisional: v.exactOptional(day),
  cutOff: v.exactOptional(v.object({ offsets })),
});
const depositList = v.object({ until: timeSchema, baselineAt: v.exactOptional(timeSchema) });
const depositSchema = v.object({ lists: v.record(v.string(), depositList) });

export interface ProgressItems {
  exports(): Promise<ExportStanding>;
  /** Undefined before the first statement. */
  statements(account: string): Promise<StatementStanding | undefined>;
  deposits(): Promise<DepositStanding>;
}

/**
 * What was credited before the first look is history, which is read first: a new stage is behind by none of its own
 * time. Where it does not get on from there it is late from the first look on.
 */
const watchedUntil = ({ until, baselineAt = until }: v.InferOutput<typeof depositList>): Millis =>
  Math.max(until, baselineAt);

export function openProgressItems(table: Pick<Table, 'get'>): ProgressItems {
  const read = async <Value>(pk: string, schema: v.GenericSchema<unknown, Value>): Promise<Value | undefined> => {
    const parsed = v.safeParse(schema, await table.get(pk));
    return parsed.success ? parsed.output : undefined;
  };
  return {
    exports: async () => {
      const { exportedUntil, claim } = (await read(ledgerExportKey, exportSchema)) ?? {};
      return {
        ...(exportedUntil === undefined ? {} : { exportedUntil }),
        ...(claim === undefined ? {} : { claimedAt: claim.claimedAt }),
      };
    },
    statements: async (account) => {
      const item = await read(statementProgressKey(account), statementSchema);
      if (item === undefined) return undefined;
      const { last, provisional, cutOff } = item;
      const offset = cutOff?.offsets[0];
      return {
        lastDay: last.date,
        ...(provisional === undefined ? {} : { provisionalDay: provisional.date }),
        ...(offset === undefined ? {} : { offset }),
      };
    },
    deposits: async () => {
      const lists = (await read(depositScanKey, depositSchema))?.lists ?? {};
      return Object.fromEntries(Object.entries(lists).map(([kind, progress]) => [kind, watchedUntil(progress)]));
    },
  };
}
