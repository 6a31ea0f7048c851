import { describe, expect, test } from '@jest/globals';
import { readUsageData } from '../../../../infra/tools/cost/usage/usage-data.ts';
import { countStage } from '../../../../infra/tools/usage-meter/count-stage.ts';
import { wholeStack } from '../../rules/whole-stack.ts';
import { stackOf } from '../../stacks/stack-fixture.ts';

/* Where a test fails because a stage has more or less than it had, `npm run measure-usage` counts anew. */
describe('what the cost model counts of a stage', () => {
  test('is what its template has', async () => {
    const { stage } = await readUsageData();
    expect(countStage(JSON.parse(stackOf('sandbox').text))).toEqual(stage);
  });

  test('is what it has with a static address', async () => {
    const { stageWithEgress } = await readUsageData();
    expect(countStage(JSON.parse(wholeStack().text))).toEqual(stageWithEgress);
  });
});
