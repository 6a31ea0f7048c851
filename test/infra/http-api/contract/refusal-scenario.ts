import { policyKey } from '../../../../functions/shared/core/item-keys.ts';
import { routeRights } from '../route-rights.ts';
import type { TestApi } from './test-api.ts';

/** What every route refuses: who is not known, who may not, and everybody where nobody can be judged. */
export async function runRefusalScenario(testApi: TestApi): Promise<void> {
  const onEach = async (ask: (method: string, path: string, body: unknown) => Promise<unknown>) => {
    for (const { key, path, body } of routeRights) await ask(key.split(' ')[0] ?? '', path, body);
  };
  const byAnybody = () => onEach((method, path, body) => testApi.call('eve', method, path, body));

  await onEach(testApi.withoutToken);
  await onEach(testApi.ofNewIssuer);
  await onEach((method, path, body) => testApi.call('sam', method, path, body));

  await testApi.ledger.table.put({ pk: policyKey });
  await byAnybody();
  await testApi.ledger.table.put({ pk: policyKey, version: 1, standing: 'of somebody else' });
  await byAnybody();
  await testApi.putPolicy();

  testApi.tableSwitch.setOff(true);
  await byAnybody();
  testApi.tableSwitch.setOff(false);
}
