import { policyKey } from '../../../../functions/shared/core/item-keys.ts';
import { routeRights } from '../route-rights.ts';
import type { Stage } from './stage.ts';

/** What every route refuses: who is not known, who may not, and everybody where nobody can be judged. */
export async function playRefusals(stage: Stage): Promise<void> {
  const onEach = async (ask: (method: string, path: string, body: unknown) => Promise<unknown>) => {
    for (const { key, path, body } of routeRights) await ask(key.split(' ')[0] ?? '', path, body);
  };
  const byAnybody = () => onEach((method, path, body) => stage.call('eve', method, path, body));

  await onEach(stage.withoutToken);
  await onEach(stage.ofNewIssuer);
  await onEach((method, path, body) => stage.call('sam', method, path, body));

  await stage.ledger.table.put({ pk: policyKey });
  await byAnybody();
  await stage.ledger.table.put({ pk: policyKey, version: 1, standing: 'of somebody else' });
  await byAnybody();
  await stage.putPolicy();

  stage.tableSwitch.setOff(true);
  await byAnybody();
  stage.tableSwitch.setOff(false);
}
