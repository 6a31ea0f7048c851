import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import type { AccountId } from '../../core/ids.ts';
import { accountBalancesKey } from '../../core/item-keys.ts';
import { amountSchema } from '../../core/schemas.ts';
import { millisSchema } from '../instruction/schemas.ts';
import type { AccountBalances, AccountReading } from '../readings/account-balances.ts';
import type { Table } from './table.ts';

/** What each account was seen to have, an item each: one that has much of everything costs the others nothing. */
export interface AccountBalanceStore {
  /** What is not as it was written is left out: it is not known. */
  get(accountId: AccountId): Promise<AccountBalances>;
  /** A later look that another tick noted meanwhile stays. */
  note(accountId: AccountId, readAt: Millis, reading: AccountReading): Promise<void>;
  /** What was read before stays, with its age. */
  noteFailure(accountId: AccountId, failedAt: Millis, code: string): Promise<void>;
}

const lastSchema = v.object({
  readAt: millisSchema,
  coins: v.record(v.string(), v.strictObject({ free: amountSchema, locked: amountSchema, total: amountSchema })),
  unreadable: v.array(v.string()),
});
const failureSchema = v.object({ failedAt: millisSchema, code: v.string() });

export function openAccountBalances(table: Table): AccountBalanceStore {
  return {
    get: async (accountId) => {
      const item = await table.get(accountBalancesKey(accountId));
      const last = v.safeParse(lastSchema, item);
      const failure = v.safeParse(failureSchema, item);
      return {
        ...(last.success ? { last: last.output } : {}),
        ...(failure.success ? { failure: failure.output } : {}),
      };
    },
    note: async (accountId, readAt, reading) => {
      await table.update(accountBalancesKey(accountId), {
        set: { ...reading, readAt },
        condition: 'attribute_not_exists(#readAt) OR #readAt < :readAt',
        values: { readAt },
      });
    },
    noteFailure: async (accountId, failedAt, code) => {
      await table.update(accountBalancesKey(accountId), {
        set: { failedAt, code },
        condition: 'attribute_not_exists(#failedAt) OR #failedAt < :failedAt',
        values: { failedAt },
      });
    },
  };
}
