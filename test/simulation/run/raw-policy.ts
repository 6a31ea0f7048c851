import type { Item } from '../../../functions/ledger/store/table.ts';
import { listOf, type Raw, recordOf } from './raw.ts';

/** The policy's item as it lies in the table. */
export interface RawStanding {
  /** The policy that was in force when this was written. */
  readonly inForce: Raw;
  /** One that waits. */
  readonly pending?: { readonly policy: Raw; readonly proposedAt: number; readonly actsAt: number };
  readonly events: readonly Raw[];
  /** The number of the last event that is told to people. */
  readonly announced: number;
}

/** Undefined where an item is something else. */
export function standingOf(item: Item | undefined): RawStanding | undefined {
  if (item?.pk !== 'policy') return undefined;
  const standing = recordOf(item.standing);
  const events = { events: listOf(standing.events), announced: Number(item.announced ?? 0) };
  const inForce = recordOf(recordOf(standing.inForce).policy);
  if (standing.pending === undefined) return { inForce, ...events };
  const { policy, proposedAt, actsAt } = recordOf(standing.pending);
  const pending = { policy: recordOf(policy), proposedAt: Number(proposedAt), actsAt: Number(actsAt) };
  return { inForce, pending, ...events };
}

/** The policies that were in force at some moment between these two, as long as the item stood so. */
export function inForceBetween({ inForce, pending }: RawStanding, from: number, until: number): Raw[] {
  if (pending === undefined) return [inForce];
  return [...(pending.actsAt > from ? [inForce] : []), ...(pending.actsAt <= until ? [pending.policy] : [])];
}
