import { pauseSending, scopedPausesMax } from '../../../../functions/shared/ledger/pause/pause.ts';
import type { TestApi } from './test-api.ts';

export async function runPauseScenario({ call, pauses }: TestApi): Promise<void> {
  const pause = (scope: string, reason = 'odd withdrawals') => call('olga', 'PUT', '/pause', { scope, reason });
  await pause('coin:USDT');
  await pause('coin:NONE');
  await pause('coins');
  await pause('all', '');
  await call('olga', 'GET', '/pause');
  await call('olga', 'DELETE', '/pause?scope=coin:USDT');
  await call('olga', 'GET', '/pause');
  await call('bob', 'DELETE', '/pause?scope=coin:USDT');
  await call('bob', 'DELETE', '/policy/pending');
  await call('bob', 'DELETE', '/pause');
  await call('bob', 'DELETE', '/pause?scope=nothing');
  await call('bob', 'DELETE', '/pause?scop=all');
  await pauses.change((now) => {
    const scopes = Array.from({ length: scopedPausesMax - 1 }, (_, index) => `sweep:s-${index}` as const);
    return scopes.reduce(
      (standing, scope) => pauseSending(standing, scope, 'test', { by: 'olga@example.com', at: 1 }),
      now,
    );
  });
  await pause('sweep:one-too-many');
}
