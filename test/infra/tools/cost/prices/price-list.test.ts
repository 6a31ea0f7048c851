import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { InvalidInputError } from '../../../../../functions/shared/core/errors.ts';
import { meterNames } from '../../../../../infra/tools/cost/meters.ts';
import { priceListOf, readPriceList, regions } from '../../../../../infra/tools/cost/prices/price-list.ts';
import { oneDollar } from '../support/sample-usage.ts';

const fileOf = async (region: string): Promise<{ prices: Record<string, { confidence: string; note?: string }> }> =>
  JSON.parse(await readFile(new URL(`../../../../../infra/tools/cost/prices/${region}.json`, import.meta.url), 'utf8'));

describe.each(regions)('the prices of %s', (region) => {
  test('are there for each thing that is counted, and for nothing else', async () => {
    const { prices } = await fileOf(region);
    expect(Object.keys(prices).toSorted()).toEqual(meterNames.toSorted());
    const list = await readPriceList(region);
    for (const meter of meterNames) expect(list.price(meter).each.gt('0')).toBe(true);
  });

  test('say of each that was not found what stands there instead', async () => {
    const { prices } = await fileOf(region);
    const silent = Object.entries(prices).filter(([, { confidence, note }]) => confidence === 'assumed' && !note);
    expect(silent).toEqual([]);
  });
});

// A slip of a digit: no service of AWS costs half as much again in one of these regions as in the other.
test('prices of two regions are of one size', async () => {
  const [one, other] = [await readPriceList('ap-east-1'), await readPriceList('ap-southeast-1')];
  const apart = meterNames.filter((meter) => {
    const ratio = one.price(meter).each.div(other.price(meter).each);
    return ratio.gt('1.5') || ratio.lt('0.66');
  });
  expect(apart).toEqual([]);
});

describe('a price list', () => {
  test('divides exactly: a price for a million is a millionth for one', () => {
    const million = { usd: '0.784', per: '1000000', source: 'https://example.com/', confidence: 'list' };
    expect(oneDollar({ 'table-write': million }).price('table-write').each.toFixed()).toBe('0.000000784');
  });

  test.each([
    ['without a price', { 'table-write': undefined }],
    [
      'with a price that is a number',
      { 'table-write': { usd: 1, per: '1', source: 'https://example.com', confidence: 'list' } },
    ],
    [
      'with a price of something unknown',
      { 'table-wright': { usd: '1', per: '1', source: 'https://example.com', confidence: 'list' } },
    ],
    [
      'with a price of no confidence',
      { 'table-write': { usd: '1', per: '1', source: 'https://example.com', confidence: 'sure' } },
    ],
  ])('%s is refused', (_, changes) => {
    expect(() => oneDollar(changes)).toThrow(InvalidInputError);
  });

  test('of no list is refused', () => {
    expect(() => priceListOf('ap-east-1', [])).toThrow(InvalidInputError);
  });
});
