import * as v from 'valibot';
import type { Millis } from '../shared/core/clock.ts';
import { depositScanKey } from '../shared/core/item-keys.ts';
import type { DepositKind } from '../shared/ledger/deposit-kind.ts';
import { millisSchema } from '../shared/ledger/instruction/schemas.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { Item, Table } from '../shared/ledger/store/table.ts';
import { type Versioned, versionUnchanged } from '../shared/ledger/store/versioned.ts';

/** How far the list of one kind was read, on the exchange's clock. */
export interface ListProgress {
  /** When it was first looked at. What was credited before is history. */
  readonly baselineAt: Millis;
  readonly until: Millis;
  /** So much is read at once. */
  readonly stepMs: Millis;
  /** The older deposit behind which the next look goes on. Absent where it begins with the oldest. */
  readonly after?: Millis;
}

/** Where the looks at deposits stopped. */
export interface DepositScan {
  readonly lists: { readonly [Kind in DepositKind]?: ListProgress };
  /** Where the list of what is open goes on. */
  readonly openAfter?: Item;
}

export interface ScanStore {
  read(): Promise<Versioned<DepositScan>>;
  /** Where somebody else was faster nothing changes: the next look goes on from there. */
  write(seen: Versioned<DepositScan>, next: DepositScan): Promise<void>;
}

const progressSchema = v.strictObject({
  baselineAt: millisSchema,
  until: millisSchema,
  stepMs: v.pipe(v.number(), v.integer(), v.minValue(1)),
  after: v.exactOptional(millisSchema),
});
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  lists: v.strictObject({ crypto: v.exactOptional(progressSchema), fiat: v.exactOptional(progressSchema) }),
  openAfter: v.exactOptional(v.record(v.string(), v.unknown())),
});

export function openScanStore(table: Table): ScanStore {
  return {
    read: async () => {
      const item = await table.get(depositScanKey);
      if (item === undefined) return { version: 0, state: { lists: {} } };
      const parsed = v.safeParse(itemSchema, item);
      if (!parsed.success) throw new CorruptItemError(depositScanKey);
      const { version, ...state } = parsed.output;
      return { version, state };
    },
    write: async ({ version }, { lists, openAfter }) => {
      await table.update(depositScanKey, {
        set: { lists, ...(openAfter === undefined ? {} : { openAfter }), version: version + 1 },
        ...(openAfter === undefined ? { remove: ['openAfter'] } : {}),
        ...versionUnchanged(version),
      });
    },
  };
}
