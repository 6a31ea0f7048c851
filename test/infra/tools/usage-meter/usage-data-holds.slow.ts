import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type OperationCounts,
  type OperationName,
  operationNames,
} from '../../../../infra/tools/cost/usage/operation.ts';
import { readUsageData, type UsageData } from '../../../../infra/tools/cost/usage/usage-data.ts';
import { differenceOf } from '../../../../infra/tools/usage-meter/agreed-counts.ts';
import { openMeteredStack } from '../../../../infra/tools/usage-meter/metered-stack.ts';
import { countMetricSeries } from '../../../../infra/tools/usage-meter/metric-series.ts';
import { runScenario } from '../../../../infra/tools/usage-meter/scenario.ts';
import { sharedAssembly } from '../../../support/shared-assembly.ts';
import { sharedKeyFile } from '../../local/aws/support/issuer-key.ts';

/*
 * The functions' own bundles do everything once more, on the local stack: the model stands on what is so now. Where a
 * test fails because a function does more or less than it did, `npm run measure-usage` counts anew, and the figures of
 * docs/cost.md are to be printed anew.
 */
let usageData: UsageData;
let measured: Measured;

interface Measured {
  readonly operations: Readonly<Record<OperationName, OperationCounts>>;
  readonly series: number;
}

const differs = ({ operations, series }: Measured): boolean =>
  series !== usageData.metricSeries ||
  operationNames.some((name) => differenceOf(name, usageData.acts[name], operations[name]) !== undefined);

async function measureOnce(): Promise<Measured> {
  const meteredStack = await openMeteredStack({ assembly: await sharedAssembly(), issuerKeyFile: sharedKeyFile });
  try {
    const operations = await runScenario(meteredStack);
    return { operations, series: countMetricSeries(meteredStack.lines) };
  } finally {
    await meteredStack.close();
  }
}

beforeAll(async () => {
  usageData = await readUsageData();
  measured = await measureOnce();
  // A busy machine can put a call of one act into the next. What the functions do differently, they do each time.
  if (differs(measured)) measured = await measureOnce();
}, 240_000);

describe('the counts that the cost model stands on', () => {
  test.each(operationNames)('hold for: %s', (name) => {
    expect(differenceOf(name, usageData.acts[name], measured.operations[name])).toBeUndefined();
  });

  test('hold for the series of metrics', () => {
    expect(measured.series).toBe(usageData.metricSeries);
  });
});
