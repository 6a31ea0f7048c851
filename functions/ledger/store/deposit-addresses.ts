import * as v from 'valibot';
import type { Millis } from '../../base/clock.ts';
import { CorruptItemError } from './errors.ts';
import type { Item, Table } from './table.ts';

const itemSchema = v.object({ address: v.string(), tag: v.exactOptional(v.string()), firstSeen: v.number() });

export type KnownDepositAddress = v.InferOutput<typeof itemSchema>;

/** The deposit address that payers were told, for each coin and chain. Written once; a changed one needs people. */
export interface DepositAddresses {
  /** The one that payers were told. Undefined where nobody ever asked for one. */
  get(coin: string, chain: string): Promise<KnownDepositAddress | undefined>;
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
    get: async (coin, chain) => {
      const pk = keyOf(coin, chain);
      const item = await table.get(pk);
      return item === undefined ? undefined : fromItem(pk, item);
    },
    remember: async (coin, chain, { address, tag }, now) => {
      const pk = keyOf(coin, chain);
      const known = { address, ...(tag === undefined ? {} : { tag }), firstSeen: now };
      if (await table.putNew({ pk, ...known })) return known;
      return fromItem(pk, await table.get(pk));
    },
  };
}

function keyOf(coin: string, chain: string): string {
  return `deposit-address#${coin}#${chain}`;
}

function fromItem(pk: string, item: Item | undefined): KnownDepositAddress {
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  return parsed.output;
}
