import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Act, type ActName, actNames } from '../../../infra/cost/counted/act.ts';
import { type Counted, readCounted } from '../../../infra/cost/counted/counted.ts';
import { differenceOf } from '../../../infra/cost/measure/agreed.ts';
import { metricSeries } from '../../../infra/cost/measure/metric-series.ts';
import { play } from '../../../infra/cost/measure/play.ts';
import { openSite, type Site } from '../../../infra/cost/measure/site.ts';
import { sharedAssembly } from '../../support/shared-assembly.ts';
import { sharedKeyFile } from '../local/support/keys.ts';

/*
 * The functions' own bundles do everything once more, on the local stack: the model stands on what is so now. Where a test
 * fails because a function does more or less than it did, `npm run cost -- --measure` counts anew, and the figures of
 * docs/cost.md are to be printed anew.
 */
let site: Site;
let acts: Readonly<Record<ActName, Act>>;
let counted: Counted;

beforeAll(async () => {
  counted = await readCounted();
  site = await openSite({ assembly: await sharedAssembly(), issuerKeyFile: sharedKeyFile });
  acts = await play(site);
}, 180_000);
afterAll(() => site.close(), 30_000);

describe('the counts that the cost model stands on', () => {
  test.each(actNames)('hold for: %s', (name) => {
    expect(differenceOf(name, counted.acts[name], acts[name])).toBeUndefined();
  });

  test('hold for the series of metrics', () => {
    expect(metricSeries(site.lines)).toBe(counted.metricSeries);
  });
});
