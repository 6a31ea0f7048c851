import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Decimal, decimal } from '../decimal.ts';
import { type Meter, meterNames } from '../meters.ts';

/** Regions with a price list here: HashKey's own city, and the next large one. */
export const regions = ['ap-east-1', 'ap-southeast-1'] as const;
export type Region = (typeof regions)[number];

/**
 * How sure a price is. `list`: it stands in a copy of AWS's own price list for this region. `quoted`: somebody quotes
 * AWS's page for it, or AWS asks the same in every region. `assumed`: not found for this region; the note says what
 * stands here.
 */
const confidence = v.picklist(['list', 'quoted', 'assumed']);

const amount = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/));
const priceSchema = v.strictObject({
  usd: amount,
  /** For so many units. */
  per: amount,
  /** The page of AWS that has it. */
  source: v.pipe(v.string(), v.url()),
  confidence,
  note: v.exactOptional(v.string()),
});

const listSchema = v.strictObject({
  region: v.picklist(regions),
  name: v.string(),
  currency: v.literal('USD'),
  readOn: v.pipe(v.string(), v.isoDate()),
  prices: v.record(v.picklist(meterNames), priceSchema),
});

export type Confidence = v.InferOutput<typeof confidence>;

export interface Price {
  /** For one unit. */
  readonly each: Decimal;
  readonly confidence: Confidence;
}

/** What one region asks for each thing that is counted, before any free tier and discount. */
export interface PriceList {
  readonly region: Region;
  readonly name: string;
  readonly readOn: string;
  price(meter: Meter): Price;
}

/** Reads a region's list. Throws InvalidInputError where a price is missing or malformed. */
export async function readPriceList(region: Region): Promise<PriceList> {
  const file = path.join(import.meta.dirname, `${region}.json`);
  return priceListOf(region, JSON.parse(await readFile(file, 'utf8')));
}

export function priceListOf(region: Region, value: unknown): PriceList {
  const { prices, name, readOn } = validate(`prices of ${region}`, withAll, value);
  const known = new Map(Object.entries(prices));
  return {
    region,
    name,
    readOn,
    price: (meter) => {
      const price = known.get(meter);
      if (price === undefined) throw new TypeError(`no price for ${meter}`);
      return { each: decimal(price.usd).div(decimal(price.per)), confidence: price.confidence };
    },
  };
}

/** A thing without a price would cost nothing, and nobody would notice. */
const withAll = v.pipe(
  listSchema,
  v.check(
    ({ prices }) => meterNames.every((name) => Object.hasOwn(prices, name)),
    'a price for each thing that is counted',
  ),
);
