import { startTime } from '../fakes/simulated-policy.ts';
import { executionsOf } from '../invariants/support.ts';
import type { Execution, Observed } from './observed.ts';
import { staysSent } from './stays-sent.ts';

/**
 * From when on, on the exchange's clock, its records show what it executed for an instruction. Undefined where it
 * executed nothing, or where nobody can see it.
 */
export function visibleFrom(observed: Observed, id: string): number | undefined {
  const { plan, exchange } = observed;
  const [execution] = executionsOf(observed, id);
  if (execution === undefined || staysSent({ ...plan.world, lagMaxMs: 0 }, execution.kind)) return undefined;
  const outages = plan.actions.flatMap((action) =>
    action.kind === 'outage' && action.of === 'reads' ? [action.until] : [],
  );
  const readable = Math.max(0, ...outages) + startTime + (exchange.now() - observed.now());
  return Math.max(readable, inRecords(observed, execution));
}

function inRecords({ exchange }: Observed, execution: Execution): number {
  if (execution.kind !== 'asset-transfer') return execution.order.visibleAt;
  const line = exchange.simulator.records.movements.find(({ row }) => row.orderId === execution.order.orderId);
  return line?.visibleAt ?? Number.POSITIVE_INFINITY;
}
