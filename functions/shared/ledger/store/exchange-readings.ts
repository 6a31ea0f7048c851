import * as v from 'valibot';
import { exchangeReadingsKey } from '../../core/item-keys.ts';
import { accountIdSchema, amountSchema } from '../../core/schemas.ts';
import { millisSchema } from '../instruction/schemas.ts';
import type {
  CoinTerms,
  ExchangeReadings,
  Reading,
  ReadingPart,
  SourceAccounts,
  SourceBalances,
} from '../readings/exchange-readings.ts';
import type { Item, Table } from './table.ts';

/** The readings in the table, on one item: who asks for a payment reads it once. */
export interface ExchangeReadingStore {
  /** A part that is not as it was written is left out: it is not known. */
  get(): Promise<ExchangeReadings>;
  /** Notes a part that was read. A later one that another tick noted meanwhile stays. */
  note<Part extends ReadingPart>(part: Part, reading: NonNullable<ExchangeReadings[Part]>): Promise<void>;
}

const chainTerms = v.strictObject({
  chain: v.string(),
  fee: amountSchema,
  minimum: amountSchema,
  maximum: v.exactOptional(amountSchema),
  isOpen: v.boolean(),
});
const terms: v.GenericSchema<unknown, readonly CoinTerms[]> = v.array(
  v.strictObject({ coin: v.string(), isOpen: v.boolean(), chains: v.array(chainTerms) }),
);
const accounts: v.GenericSchema<unknown, SourceAccounts> = v.strictObject({
  withdrawal: v.exactOptional(accountIdSchema),
  'fiat-withdrawal': v.exactOptional(accountIdSchema),
});
const ofAccount = v.record(v.string(), amountSchema);
const balances: v.GenericSchema<unknown, SourceBalances> = v.strictObject({
  withdrawal: v.exactOptional(ofAccount),
  'fiat-withdrawal': v.exactOptional(ofAccount),
});

export function openExchangeReadings(table: Table): ExchangeReadingStore {
  return {
    get: async () => fromItem((await table.get(exchangeReadingsKey)) ?? {}),
    note: async (part, { readAt, value }) => {
      const readAtName = `${part}ReadAt`;
      await table.update(exchangeReadingsKey, {
        set: { [part]: value, [readAtName]: readAt },
        condition: `attribute_not_exists(#${readAtName}) OR #${readAtName} < :readAt`,
        values: { readAt },
      });
    },
  };
}

function fromItem(item: Item): ExchangeReadings {
  const read = {
    terms: readingIn(item, 'terms', terms),
    accounts: readingIn(item, 'accounts', accounts),
    balances: readingIn(item, 'balances', balances),
  };
  return {
    ...(read.terms === undefined ? {} : { terms: read.terms }),
    ...(read.accounts === undefined ? {} : { accounts: read.accounts }),
    ...(read.balances === undefined ? {} : { balances: read.balances }),
  };
}

function readingIn<Value>(
  item: Item,
  part: ReadingPart,
  schema: v.GenericSchema<unknown, Value>,
): Reading<Value> | undefined {
  const readAt = v.safeParse(millisSchema, item[`${part}ReadAt`]);
  const value = v.safeParse(schema, item[part]);
  return readAt.success && value.success ? { readAt: readAt.output, value: value.output } : undefined;
}
