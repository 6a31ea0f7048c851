import { keyNames } from '../../shared/core/key-names.ts';
import type { KeyHealthStore } from '../../shared/key-health/key-health-store.ts';
import { depositListsFor } from '../../shared/ledger/deposit-kind.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import { type PictureDependencies, readPicture } from '../read-picture.ts';
import type { ProgressItems } from './progress-items.ts';
import type { HealthPicture } from './view.ts';

export interface HealthDependencies extends PictureDependencies {
  readonly progress: ProgressItems;
  readonly keyHealths: Pick<KeyHealthStore, 'read'>;
}

/** Reads what is known of everything that runs by itself. */
export async function readHealth(dependencies: HealthDependencies, policy: Policy): Promise<HealthPicture> {
  const { progress, keyHealths } = dependencies;
  const [{ accounts, readings, underWay }, keys, deposits, exports, statements] = await Promise.all([
    readPicture(dependencies, policy),
    Promise.all(keyNames.map(async (key) => ({ key, health: await keyHealths.read(key) }))),
    progress.deposits(),
    progress.exports(),
    Promise.all(
      Object.keys(policy.accounts).map(async (account) => ({ account, standing: await progress.statements(account) })),
    ),
  ]);
  const depositLists = depositListsFor(Object.keys(policy.coins));
  return { accounts, readings, underWay, keys, deposits, depositLists, exports, statements };
}
