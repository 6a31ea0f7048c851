import * as v from 'valibot';
import type { Millis } from '../../base/clock.ts';
import { assert } from '../../base/errors.ts';
import type { Table } from './table.ts';

export interface KnownDepositAddress {
  readonly address: string;
  readonly firstSeen: Millis;
}

/** The deposit address that payers were told, for each coin and chain. Written once; a changed one needs people. */
export interface DepositAddresses {
  /** Remembers the address if none is known. Answers the one that is known now, which may be another. */
  remember(coin: string, chain: string, address: string, now: Millis): Promise<KnownDepositAddress>;
}

const itemSchema = v.object({ address: v.string(), firstSeen: v.number() });

export function openDepositAddresses(table: Table): DepositAddresses {
  return {
    remember: async (coin, chain, address, now) => {
      const pk = `deposit-address#${coin}#${chain}`;
      if (await table.putNew({ pk, address, firstSeen: now })) return { address, firstSeen: now };
      const known = v.safeParse(itemSchema, await table.get(pk));
      assert(known.success, 'a deposit address that is known has its item');
      return { address: known.output.address, firstSeen: known.output.firstSeen };
    },
  };
}
