import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { monthCloseKey } from '../../core/item-keys.ts';
import { identityEpochSchema, type PersonStamp } from '../../core/person.ts';
import { type SignedWord, signedWordSchema } from '../../passkeys/signed-word.ts';
import type { SectionDigests } from '../../statements/close/close-document.ts';
import { millisSchema, sha256Schema } from '../instruction/schemas.ts';
import { CorruptItemError } from './errors.ts';
import type { Item, Table } from './table.ts';
import { updateVersioned, type Versioned, versionUnchanged } from './versioned.ts';

/** What one person signed. */
export interface KeptSignOff extends PersonStamp {
  /** Of the month's content, as hex. */
  readonly digest: string;
  readonly sections: SectionDigests;
  /** What a device of the person signed for it. */
  readonly word?: SignedWord;
}

/** What two people signed: so much of the statements and the notes is the month for good. */
export interface FrozenMonth {
  readonly digest: string;
  readonly accounts: readonly string[];
  /** How many notes of each day count, by account and day such as `custody.2026-11-20`. None where it is missing. */
  readonly notes: Readonly<Record<string, number>>;
}

/** The document in the bucket. */
export interface WrittenClose {
  readonly objectKey: string;
  /** SHA-256 of its bytes, as hex. */
  readonly digest: string;
  readonly at: Millis;
}

/** How far the close of a month is. */
export interface MonthClose {
  readonly signOffs: readonly KeptSignOff[];
  readonly frozen?: FrozenMonth;
  readonly written?: WrittenClose;
}

export interface MonthCloses {
  /** Throws CorruptItemError. */
  read(month: string): Promise<MonthClose>;
  /** Applies a rule to the close as it stands, again where somebody else was faster. Answers how it stands then. */
  change(month: string, rule: (now: MonthClose) => MonthClose): Promise<MonthClose>;
}

const sectionsSchema: v.GenericSchema<unknown, SectionDigests> = v.object({
  days: sha256Schema,
  balances: sha256Schema,
  totals: sha256Schema,
  fees: sha256Schema,
  unexplained: sha256Schema,
});
const closeSchema = v.object({
  version: millisSchema,
  signOffs: v.array(
    v.object({
      by: v.string(),
      at: millisSchema,
      identity: v.exactOptional(identityEpochSchema),
      digest: sha256Schema,
      sections: sectionsSchema,
      word: v.exactOptional(signedWordSchema),
    }),
  ),
  frozen: v.exactOptional(
    v.object({ digest: sha256Schema, accounts: v.array(v.string()), notes: v.record(v.string(), millisSchema) }),
  ),
  written: v.exactOptional(v.object({ objectKey: v.string(), digest: sha256Schema, at: millisSchema })),
});

/** People who sign at the same moment wait for each other this often. */
const roundsMax = 20;

export function openMonthCloses(table: Pick<Table, 'get' | 'update'>): MonthCloses {
  const read = async (month: string): Promise<Versioned<MonthClose>> => {
    const pk = monthCloseKey(month);
    const item = await table.get(pk);
    if (item === undefined) return { version: 0, state: { signOffs: [] } };
    return monthCloseOf(item);
  };
  return {
    read: async (month) => (await read(month)).state,
    change: async (month, rule) => {
      const { after } = await updateVersioned({
        what: 'the close of a month',
        roundsMax,
        read: () => read(month),
        rule,
        write: ({ version }, next) =>
          table.update(monthCloseKey(month), { set: { version: version + 1, ...next }, ...versionUnchanged(version) }),
      });
      return after;
    },
  };
}

/** Throws CorruptItemError for an item that is no close of a month. */
export function monthCloseOf(item: Item): Versioned<MonthClose> {
  const parsed = v.safeParse(closeSchema, item);
  if (!parsed.success) throw new CorruptItemError(String(item.pk));
  const { version, ...state } = parsed.output;
  return { version, state };
}
