import { policyKey } from '../../core/item-keys.ts';
import { keepPolicyHistory } from './policy-history.ts';
import { type PolicyItem, parsePolicyItem } from './policy-item.ts';
import type { Table } from './table.ts';
import { updateVersioned, versionUnchanged } from './versioned.ts';

/** Those who change the policy at the same moment wait for each other this often. */
const roundsMax = 10;

/** What a rule may change: the policy, and which deployments brought it. */
export type PolicyRecord = Pick<PolicyItem, 'standing' | 'announced' | 'deployments'>;

export async function readPolicyItem(table: Table): Promise<PolicyItem> {
  return parsePolicyItem(await table.get(policyKey));
}

/** Changes the item of the policy by a rule, which answers what it got where nothing is to be changed. */
export function updatePolicyItem(
  table: Table,
  rule: (now: PolicyRecord) => PolicyRecord,
): Promise<{ readonly before: PolicyRecord; readonly after: PolicyRecord }> {
  return updateVersioned<PolicyRecord>({
    what: 'the policy',
    roundsMax,
    read: async () => {
      const { version, ...state } = await readPolicyItem(table);
      return { version, state };
    },
    rule,
    write: async ({ version, state }, next) => {
      if (next.standing !== undefined) await keepPolicyHistory(table, state.standing, next.standing);
      return write(table, version, next);
    },
    // Another instance may note at any moment what is announced.
    comparedBy: ({ standing, deployments }) => ({ standing, deployments }),
  });
}

function write(table: Table, seen: number, { standing, deployments }: PolicyRecord): Promise<boolean> {
  // An item of an earlier version of this project has its policy there.
  const remove = seen === 0 ? ['policy'] : [];
  const set = { version: seen + 1, deployments, ...(standing === undefined ? {} : { standing }) };
  return table.update(policyKey, { set, remove, ...versionUnchanged(seen) });
}
