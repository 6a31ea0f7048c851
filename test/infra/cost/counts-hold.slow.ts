import { beforeAll, describe, expect, test } from '@jest/globals';
import { type OperationCounts, type OperationName, operationNames } from '../../../infra/tools/cost/usage/operation.ts';
import { readUsageData, type UsageData } from '../../../infra/tools/cost/usage/usage-data.ts';
import { differenceOf } from '../../../infra/tools/usage-meter/agreed-counts.ts';
import { openMeteredStack } from '../../../infra/tools/usage-meter/metered-stack.ts';
import { countMetricSeries } from '../../../infra/tools/usage-meter/metric-series.ts';
import { runScenario } from '../../../infra/tools/usage-meter/scenario.ts';
import { sharedAssembly } from '../../support/shared-assembly.ts';
import { sharedKeyFile } from '../local/support/keys.ts';

/*
 * The functions' own bundles do everything once more, on the local stack: the model stands on what is so now. Where a test
 * fails because a function does more or less than it did, `npm run cost -- --measure` counts anew, and the figures of
 * docs/cost.md are to be printed anew.
 */
let counted: UsageData;
let played: Played;

interface Played {
  readonly acts: Readonly<Record<OperationName, OperationCounts>>;
  readonly series: number;
}

const differs = ({ acts, series }: Played): boolean =>
  series !== counted.metricSeries ||
  operationNames.some((name) => differenceOf(name, counted.acts[name], acts[name]) !== undefined);

async function playOnce(): Promise<Played> {
  const site = await openMeteredStack({ assembly: await sharedAssembly(), issuerKeyFile: sharedKeyFile });
  try {
    const acts = await runScenario(site);
    return { acts, series: countMetricSeries(site.lines) };
  } finally {
    await site.close();
  }
}

beforeAll(async () => {
  counted = await readUsageData();
  played = await playOnce();
  // A busy machine can put a call of one act into the next. What the functions do differently, they do each time.
  if (differs(played)) played = await playOnce();
}, 240_000);

describe('the counts that the cost model stands on', () => {
  test.each(operationNames)('hold for: %s', (name) => {
    expect(differenceOf(name, counted.acts[name], played.acts[name])).toBeUndefined();
  });

  test('hold for the series of metrics', () => {
    expect(played.series).toBe(counted.metricSeries);
  });
});
