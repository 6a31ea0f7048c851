import { describe, expect, test } from '@jest/globals';
import { type CostInputs, estimateOf } from '../../../../../infra/tools/cost/cost-estimate.ts';
import { readQuotas } from '../../../../../infra/tools/cost/limits/quotas.ts';
import { readPriceList } from '../../../../../infra/tools/cost/prices/price-list.ts';
import { jsonOf } from '../../../../../infra/tools/cost/report/json.ts';
import { textOf } from '../../../../../infra/tools/cost/report/text.ts';
import { readUsageData } from '../../../../../infra/tools/cost/usage/usage-data.ts';
import { standardSizes, workloadOf } from '../../../../../infra/tools/cost/workload.ts';

const grounds: CostInputs = {
  usageData: await readUsageData(),
  prices: await readPriceList('ap-southeast-1'),
  quotas: await readQuotas(),
};
const all = standardSizes.map((size) => estimateOf(workloadOf(size, false), grounds));

describe('the printed figures', () => {
  const text = textOf(all, grounds);

  test('say of when the prices and the counts are', () => {
    expect(text[0]).toContain(`Singapore (ap-southeast-1), read on ${grounds.prices.readOn}`);
    expect(text[1]).toContain(`counted on ${grounds.usageData.countedOn}`);
  });

  test('stand in columns, one for each workload', () => {
    const line = text.find((each) => each.startsWith('total'));
    expect(line?.trim().split(/ {2,}/)).toHaveLength(4);
  });

  test('say for each workload whether it is within every limit, and what comes first', () => {
    expect(text).toContain('10 instructions a day: within every limit.');
    expect(text).toContain('1,000 instructions a day: within every limit.');
    expect(text.find((line) => line.startsWith('100,000 instructions a day: beyond'))).toBeDefined();
    expect(text.filter((line) => line.startsWith('  next, of the exchange: '))).toHaveLength(3);
    expect(text.filter((line) => line.startsWith('  next, of AWS: '))).toHaveLength(3);
  });
});

test('for other programs money is decimal text, with how sure it is', () => {
  const text = JSON.stringify(jsonOf(all, grounds));
  const told = JSON.parse(text);
  expect(told).toMatchObject({ currency: 'USD', region: 'ap-southeast-1' });
  expect(told.months[1].total).toMatch(/^\d+\.\d\d$/);
  expect(told.months[1].lines[0]).toEqual({
    cause: expect.any(String),
    service: expect.any(String),
    meter: expect.any(String),
    used: expect.stringMatching(/^\d+\.\d+$/),
    usd: expect.stringMatching(/^\d+\.\d+$/),
    confidence: expect.stringMatching(/^(list|quoted|assumed)$/),
  });
});
