import * as v from 'valibot';
import type { Millis } from '../../base/clock.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

const itemSchema = v.object({ address: v.string(), tag: v.exactOptional(v.string()), firstSeen: v.number() });

export type KnownDepositAddress = v.InferOutput<typeof itemSchema>;

/** The deposit address that payers were told, for each coin and chain. Written once; a changed one needs people. */
export interface DepositAddresses {
  /** Remembers the address if none is known. Answers the one that is known now, which may be another. */
  remember(
    coin: string,
    chain: string,
    offered: { readonly address: string; readonly tag?: string | undefined },
    now: Millis,
  ): Promise<KnownDepositAddress>;
}

export function openDepositAddresses(table: Table): DepositAddresses {
  return {
    remember: async (coin, chain, { address, tag }, now) => {
      const pk = `deposit-address#${coin}#${chain}`;
      const known = { address, ...(tag === undefined ? {} : { tag }), firstSeen: now };
      if (await table.putNew({ pk, ...known })) return known;
      const item = v.safeParse(itemSchema, await table.get(pk));
      if (!item.success) throw new CorruptItemError(pk);
      return item.output;
    },
  };
}
