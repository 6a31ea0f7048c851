import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import { depositAddressKey } from '../../core/item-keys.ts';
import { identityEpochSchema } from '../../core/person.ts';
import { signedWordSchema } from '../../passkeys/signed-word.ts';
import { NotFoundError } from '../errors.ts';
import { CorruptItemError, StoreUnavailableError } from './errors.ts';
import type { Item, Table } from './table.ts';
import { versionUnchanged } from './versioned.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** That a device signed for an address, as its owner wrote it: the exchange may write it in another way. */
const signedFields = { address: v.string(), word: signedWordSchema };
const stampFields = { by: v.string(), at: whole, identity: v.exactOptional(identityEpochSchema) };
const addressFields = { address: v.string(), tag: v.exactOptional(v.string()) };

const knownSchema = v.object({
  ...addressFields,
  firstSeen: whole,
  /** The acceptance of the first of the two people whom it takes to accept another one. */
  proposal: v.exactOptional(
    v.strictObject({ ...addressFields, ...stampFields, signed: v.exactOptional(v.strictObject(signedFields)) }),
  ),
  /** Those that were accepted before, oldest first. */
  replaced: v.optional(
    v.array(
      v.strictObject({
        ...addressFields,
        firstSeen: whole,
        until: whole,
        acceptedBy: v.array(v.string()),
        /** What devices signed for the address that came after it. */
        signed: v.exactOptional(v.array(v.strictObject({ ...stampFields, ...signedFields }))),
      }),
    ),
    [],
  ),
});

export type KnownDepositAddress = v.InferOutput<typeof knownSchema>;
/** What a device signed for an address. */
export type SignedAddress = v.InferOutput<v.StrictObjectSchema<typeof signedFields, undefined>>;
export type AddressWithTag = Pick<KnownDepositAddress, 'address' | 'tag'>;

/**
 * The deposit address that payers were told, for each coin and chain. Only two people together exchange it for another.
 */
export interface DepositAddresses {
  /** The one that payers were told. Undefined where nobody ever asked for one. */
  get(coin: string, chain: string): Promise<KnownDepositAddress | undefined>;
  /** Remembers the address if none is known. Answers the one that is known now, which may be another. */
  remember(coin: string, chain: string, offered: AddressWithTag, now: Millis): Promise<KnownDepositAddress>;
  /** Applies a rule to what is known, again where somebody else was faster. Throws NotFoundError where nothing is. */
  change<Decided extends { readonly next: KnownDepositAddress }>(
    coin: string,
    chain: string,
    rule: (known: KnownDepositAddress) => Decided,
  ): Promise<Decided>;
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 10;

export function openDepositAddresses(table: Table): DepositAddresses {
  return {
    get: async (coin, chain) => {
      const pk = depositAddressKey(coin, chain);
      const item = await table.get(pk);
      return item === undefined ? undefined : depositAddressOf(item);
    },
    remember: async (coin, chain, { address, tag }, now) => {
      const pk = depositAddressKey(coin, chain);
      const known = { address, ...(tag === undefined ? {} : { tag }), firstSeen: now };
      if (await table.putNew({ pk, ...known })) return { ...known, replaced: [] };
      const item = await table.get(pk);
      assert(item !== undefined, 'an item that stood in the way of a new one is there');
      return depositAddressOf(item);
    },
    change: async (coin, chain, rule) => {
      const pk = depositAddressKey(coin, chain);
      for (let round = 0; round < roundsMax; round += 1) {
        const item = await table.get(pk);
        if (item === undefined) throw new NotFoundError(`known ${coin} address on ${chain}`);
        const known = depositAddressOf(item);
        const decided = rule(known);
        if (isDeepStrictEqual(decided.next, known) || (await write(table, pk, item, decided.next))) return decided;
      }
      throw new StoreUnavailableError('a deposit address', new Error('others changed it each time'));
    },
  };
}

/** Throws CorruptItemError for an item that is no deposit address. */
export function depositAddressOf(item: Item): KnownDepositAddress {
  const parsed = v.safeParse(knownSchema, item);
  if (!parsed.success) throw new CorruptItemError(String(item.pk));
  return parsed.output;
}

/** An item that was never changed has no version yet. */
function write(table: Table, pk: string, seen: Item, next: KnownDepositAddress): Promise<boolean> {
  const version = typeof seen.version === 'number' ? seen.version : 0;
  const { tag, proposal, ...rest } = next;
  return table.update(pk, {
    set: {
      ...rest,
      ...(tag === undefined ? {} : { tag }),
      ...(proposal === undefined ? {} : { proposal }),
      version: version + 1,
    },
    remove: [...(tag === undefined ? ['tag'] : []), ...(proposal === undefined ? ['proposal'] : [])],
    ...versionUnchanged(version),
  });
}
