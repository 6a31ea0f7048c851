import { iso } from '../shared/core/clock.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** Tells people, once a ban, that the exchange takes nothing from our address (418). All keys wait by themselves. */
export async function announceBan({ bans, bus }: ReconciliationDependencies): Promise<void> {
  const until = await bans.unannounced();
  if (until === undefined) return;
  await bus.publish([{ detailType: 'ExchangeBan', detail: { until: iso(until) } }]);
  await bans.announced(until);
}
