import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { destinations } from '../../fakes/simulated-policy.ts';
import { sha256 } from '../../invariants/chain.ts';
import { listOf, type Raw, recordOf } from '../raw.ts';
import type { Simulation } from '../simulation.ts';
import { rechained } from './chains.ts';

/** Another quantity, under the signatures that are there. */
export function changeContent(simulation: Simulation, of: string): readonly Item[] {
  return withContent(simulation, of, { quantity: '123' });
}

/** Another address of the destination, which the exchange lists too, and the same in the instruction. */
export function changeDestination(simulation: Simulation, of: string): readonly Item[] {
  const { address } = destinations.newco;
  const changed = withContent(simulation, of, { address });
  const destination = recordOf(changed[0]?.content ?? {}).destination;
  const entry = simulation.table.get(`whitelist#${destination}`);
  if (entry === undefined) return [];
  const target = { ...recordOf(entry.target), address };
  const digest = sha256({ id: entry.id, target });
  return [{ ...entry, target, digest, history: rechained(digest, listOf(entry.history)) }, ...changed];
}

/** While people sign it, and before it is sent. */
function withContent({ table }: Simulation, of: string, change: Raw): readonly Item[] {
  const item = table.get(`instruction#${of}`);
  if (item === undefined || (item.status !== 'approved' && item.status !== 'awaiting-approval')) return [];
  const content = { ...recordOf(item.content), ...change };
  if (content.kind !== 'withdrawal') return [];
  const digest = sha256(content);
  const approvals = listOf(item.approvals).map((approval) => ({ ...approval, digest }));
  return [{ ...item, content, digest, approvals, history: rechained(digest, listOf(item.history)) }];
}
