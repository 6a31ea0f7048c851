import * as v from 'valibot';
import { iso } from '../shared/core/clock.ts';
import { depositKey } from '../shared/core/item-keys.ts';
import { openIndex, openValues } from '../shared/core/names.ts';
import { amountSchema } from '../shared/core/schemas.ts';
import { type DepositKind, depositKinds } from '../shared/ledger/deposit-kind.ts';
import { millisSchema } from '../shared/ledger/instruction/schemas.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { Item, Table } from '../shared/ledger/store/table.ts';
import { versionUnchanged } from '../shared/ledger/store/versioned.ts';
import type { TrackedDeposit } from './deposit.ts';

/** A deposit as it is remembered. 0: it is not written yet. */
export interface StoredDeposit {
  readonly version: number;
  /** Whether the list of what is open has it. */
  readonly isOpen: boolean;
  readonly deposit: TrackedDeposit;
}

export interface DepositPage {
  readonly deposits: readonly StoredDeposit[];
  readonly corrupt: readonly CorruptItemError[];
  readonly next?: Item;
}

/** What is remembered of deposits, an item each. */
export interface DepositStore {
  /** Throws CorruptItemError. */
  get(kind: DepositKind, orderId: string): Promise<StoredDeposit | undefined>;
  /** Writes it over the version that it was read with. Undefined where somebody else was faster: the next look sees what they wrote. */
  write(next: StoredDeposit): Promise<StoredDeposit | undefined>;
  /** Those with which something is still to happen, the oldest first. Eventually consistent. */
  listOpen(limit: number, after?: Item): Promise<DepositPage>;
}

const text = v.pipe(v.string(), v.nonEmpty());
const itemSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  open: v.exactOptional(v.string()),
  kind: v.picklist(depositKinds),
  orderId: text,
  time: millisSchema,
  coin: text,
  exchangeCoin: text,
  chain: v.exactOptional(text),
  quantity: amountSchema,
  address: v.exactOptional(text),
  transactionHash: v.exactOptional(text),
  // The attribute `status` is that of instructions, which an index lists.
  exchangeStatus: v.string(),
  firstSeen: millisSchema,
  creditedAt: v.exactOptional(millisSchema),
  told: v.array(text),
  runs: v.exactOptional(
    v.array(
      v.variant('state', [
        v.strictObject({ sweepId: text, state: v.picklist(['waiting', 'started', 'dropped']) }),
        v.strictObject({ sweepId: text, state: v.literal('sent'), sentAt: millisSchema }),
      ]),
    ),
  ),
});

export function openDepositStore(table: Table): DepositStore {
  return {
    get: async (kind, orderId) => {
      const item = await table.get(depositKey(kind, orderId));
      return item === undefined ? undefined : fromItem(item);
    },
    write: async ({ version, isOpen, deposit }) => {
      const { kind, orderId, status, ...rest } = deposit;
      const open = { [openIndex.key]: openValues.deposits, [openIndex.sort]: iso(deposit.time) };
      const isWritten = await table.update(depositKey(kind, orderId), {
        set: { kind, orderId, exchangeStatus: status, ...rest, ...(isOpen ? open : {}), version: version + 1 },
        ...(isOpen ? {} : { remove: [openIndex.key, openIndex.sort] }),
        ...versionUnchanged(version),
      });
      return isWritten ? { version: version + 1, isOpen, deposit } : undefined;
    },
    listOpen: async (limit, after) => {
      const { items, next } = await table.query({
        index: openIndex,
        value: openValues.deposits,
        limit,
        newestFirst: false,
        ...(after === undefined ? {} : { after }),
      });
      const deposits: StoredDeposit[] = [];
      const corrupt: CorruptItemError[] = [];
      for (const item of items) {
        try {
          deposits.push(fromItem(item));
        } catch (error) {
          if (!(error instanceof CorruptItemError)) throw error;
          corrupt.push(error);
        }
      }
      return { deposits, corrupt, ...(next === undefined ? {} : { next }) };
    },
  };
}

function fromItem(item: Item): StoredDeposit {
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(String(item.pk));
  const { version, open, exchangeStatus: status, ...rest } = parsed.output;
  return { version, isOpen: open !== undefined, deposit: { ...rest, status } };
}
