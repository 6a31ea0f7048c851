import * as v from 'valibot';
import { policyEventKey, policySnapshotKey } from '../../core/item-keys.ts';
import { type Policy, policySchema } from '../policy/policy.ts';
import { policyDigest } from '../policy/policy-digest.ts';
import type { PolicyEvent, PolicyState } from '../policy/policy-state.ts';
import { CorruptItemError } from './errors.ts';
import { policyEventSchema } from './policy-item.ts';
import type { Table } from './table.ts';

/**
 * Keeps what a change of the policy would make unreadable: the policies that its events tell of, and the events that
 * leave the policy's item. Before the change is written, so that no crash loses any. Safe to run twice, and where the
 * change does not come about after all: a policy lies under its own digest, and an event that leaves is not changed.
 */
export async function keepPolicyHistory(
  table: Pick<Table, 'putNew'>,
  before: PolicyState | undefined,
  after: PolicyState,
): Promise<void> {
  const known = before?.events.at(-1)?.number ?? 0;
  const added = after.events.filter(({ number }) => number > known);
  const needed = new Set(added.flatMap((event) => [event.before, event.after]));
  if (added.length > 0) {
    const policies = [before?.inForce.policy, before?.pending?.policy, after.inForce.policy, after.pending?.policy];
    for (const policy of policies) {
      const digest = policy && policyDigest(policy);
      if (policy !== undefined && digest !== undefined && needed.delete(digest))
        await table.putNew({ pk: policySnapshotKey(digest), policy });
    }
  }
  const first = after.events[0]?.number ?? 0;
  for (const event of before?.events ?? [])
    if (event.number < first) await table.putNew({ pk: policyEventKey(event.number), event });
}

/** What happened to the policy, all of it, and the policies before and after. */
export interface PolicyHistory {
  /** An event that has left the policy's item. Undefined where an earlier version dropped it. */
  event(number: number): Promise<PolicyEvent | undefined>;
  /** Undefined where it was not kept. */
  policy(digest: string): Promise<Policy | undefined>;
}

const eventItemSchema = v.object({ event: policyEventSchema });
const snapshotSchema = v.object({ policy: policySchema });

export function openPolicyHistory(table: Pick<Table, 'get'>): PolicyHistory {
  return {
    event: async (number) => (await read(table, policyEventKey(number), eventItemSchema))?.event,
    policy: async (digest) => {
      const found = await read(table, policySnapshotKey(digest), snapshotSchema);
      if (found === undefined) return undefined;
      if (policyDigest(found.policy) !== digest) throw new CorruptItemError(policySnapshotKey(digest));
      return found.policy;
    },
  };
}

async function read<const Schema extends v.GenericSchema>(
  table: Pick<Table, 'get'>,
  key: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const item = await table.get(key);
  if (item === undefined) return undefined;
  const parsed = v.safeParse(schema, item);
  if (!parsed.success) throw new CorruptItemError(key);
  return parsed.output;
}
